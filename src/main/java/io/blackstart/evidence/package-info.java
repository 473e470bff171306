/**
 * The sealed family of recorded facts and its line format. Pure; may import {@code experiment}.
 * Start with {@code Event}.
 */
@NullMarked
package io.blackstart.evidence;

import org.jspecify.annotations.NullMarked;
