/** Benchmarks. */
@NullMarked
package io.blackstart.verdict;

import org.jspecify.annotations.NullMarked;
