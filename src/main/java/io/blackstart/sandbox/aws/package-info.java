/**
 * What Route 53 and FIS have in common on the wire: one HTTP port, signed requests, routing by
 * path, and the cloud's timer. First file to read: {@link io.blackstart.sandbox.aws.AwsServer}.
 */
@NullMarked
package io.blackstart.sandbox.aws;

import org.jspecify.annotations.NullMarked;
