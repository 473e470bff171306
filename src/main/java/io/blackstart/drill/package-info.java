/**
 * Wires everything together, once for both ways in: one drill, from its files to its verdict. May
 * import all but {@code cli} and {@code junit}. Start with {@code DrillRun}.
 */
@NullMarked
package io.blackstart.drill;

import org.jspecify.annotations.NullMarked;
