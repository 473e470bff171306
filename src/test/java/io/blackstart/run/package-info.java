/** Tests. */
@NullMarked
package io.blackstart.run;

import org.jspecify.annotations.NullMarked;
