/** Tests. */
@NullMarked
package io.blackstart.cli;

import org.jspecify.annotations.NullMarked;
