/**
 * Sends the users' requests when they are due, numbered writes included, and reads the writes back.
 * May import {@code experiment}, {@code evidence} and {@code run}. Start with {@code OpenLoad}.
 */
@NullMarked
package io.blackstart.load;

import org.jspecify.annotations.NullMarked;
