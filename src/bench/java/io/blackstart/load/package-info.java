/** Benchmarks. */
@NullMarked
package io.blackstart.load;

import org.jspecify.annotations.NullMarked;
