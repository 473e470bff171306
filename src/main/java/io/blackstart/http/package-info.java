/**
 * Speaks HTTP to the service as its contract says: clients, phases of a call, classes of failure.
 * May import {@code experiment} and {@code evidence}. Start with {@code ServiceCall}.
 */
@NullMarked
package io.blackstart.http;

import org.jspecify.annotations.NullMarked;
