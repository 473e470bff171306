/** Tests. */
@NullMarked
package io.blackstart.drill;

import org.jspecify.annotations.NullMarked;
