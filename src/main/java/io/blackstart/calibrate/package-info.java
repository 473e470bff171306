/**
 * Compares the instrument with known truths: outages and losses of every shape, through the whole
 * way of a drill, against the account that the range gives of itself.
 */
@NullMarked
package io.blackstart.calibrate;

import org.jspecify.annotations.NullMarked;
