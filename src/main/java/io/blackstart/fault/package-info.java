/**
 * Breaks and mends through AWS FIS, and undoes what FIS does not. May import {@code experiment},
 * {@code evidence}, {@code run} and {@code aws}. Start with {@code FisFault}.
 */
@NullMarked
package io.blackstart.fault;

import org.jspecify.annotations.NullMarked;
