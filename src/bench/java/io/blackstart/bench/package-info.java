/** Benchmarks. */
@NullMarked
package io.blackstart.bench;

import org.jspecify.annotations.NullMarked;
