/**
 * Name servers over UDP and TCP: an authoritative one and a caching resolver that asks it. First
 * file to read: {@link io.blackstart.sandbox.dns.DnsExchange}.
 */
@NullMarked
package io.blackstart.sandbox.dns;

import org.jspecify.annotations.NullMarked;
