/** Tests. */
@NullMarked
package io.blackstart.junit;

import org.jspecify.annotations.NullMarked;
