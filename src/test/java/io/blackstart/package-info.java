/** Tests of the house as a whole. */
@NullMarked
package io.blackstart;

import org.jspecify.annotations.NullMarked;
