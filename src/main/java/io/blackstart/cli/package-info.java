/** The command line: the first of the two ways in, and a place where everything is wired. */
@NullMarked
package io.blackstart.cli;

import org.jspecify.annotations.NullMarked;
