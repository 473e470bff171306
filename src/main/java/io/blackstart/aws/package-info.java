/**
 * Clients of AWS for one account each, over OkHttp. May import {@code experiment}. Start with
 * {@code AwsClients}.
 */
@NullMarked
package io.blackstart.aws;

import org.jspecify.annotations.NullMarked;
