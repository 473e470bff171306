/** Benchmarks. */
@NullMarked
package io.blackstart.dns;

import org.jspecify.annotations.NullMarked;
