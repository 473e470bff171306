/**
 * Name servers over UDP and TCP: authoritative ones, and caching resolvers that ask them. First
 * file to read: {@link io.blackstart.sandbox.dns.DnsExchange}.
 */
@NullMarked
package io.blackstart.sandbox.dns;

import org.jspecify.annotations.NullMarked;
