/**
 * What the evidence proves about each budget, with bounds, and why. Pure; may import {@code
 * experiment} and {@code evidence}. Start with {@code Judge}.
 */
@NullMarked
package io.blackstart.verdict;

import org.jspecify.annotations.NullMarked;
