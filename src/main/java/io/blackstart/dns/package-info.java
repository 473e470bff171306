/** Asks one DNS server one question. Imports nothing of ours. Start with {@code DnsServer}. */
@NullMarked
package io.blackstart.dns;

import org.jspecify.annotations.NullMarked;
