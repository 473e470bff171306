/**
 * Breaks and mends through AWS FIS, and undoes what FIS does not. May import {@code experiment},
 * {@code evidence} and {@code run}. Start with {@code FisFault}.
 */
@NullMarked
package io.blackstart.fault;

import org.jspecify.annotations.NullMarked;
