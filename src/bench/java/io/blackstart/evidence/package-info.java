/** Benchmarks. */
@NullMarked
package io.blackstart.evidence;

import org.jspecify.annotations.NullMarked;
