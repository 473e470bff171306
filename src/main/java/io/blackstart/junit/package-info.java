/**
 * An experiment as an ordinary JUnit test: the second of the two ways in. May import all but {@code
 * cli}. Start with {@code Drill}.
 */
@NullMarked
package io.blackstart.junit;

import org.jspecify.annotations.NullMarked;
