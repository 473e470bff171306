/** Tests. */
@NullMarked
package io.blackstart.probe;

import org.jspecify.annotations.NullMarked;
