/**
 * What the services have in common on the wire: one HTTP port, signed requests, the way to a
 * service, the query protocol and awsJson1.0, and the cloud's timer. First files to read: {@link
 * io.blackstart.sandbox.aws.AwsServer}, {@link io.blackstart.sandbox.aws.Operations}.
 */
@NullMarked
package io.blackstart.sandbox.aws;

import org.jspecify.annotations.NullMarked;
