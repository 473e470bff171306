/**
 * Watches from outside: DNS answers, Route 53 health checks, endpoints, writer, replication. May
 * import {@code experiment}, {@code evidence} and {@code run}. Start with {@code Probes}.
 */
@NullMarked
package io.blackstart.probe;

import org.jspecify.annotations.NullMarked;
