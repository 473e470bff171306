/** Tests. */
@NullMarked
package io.blackstart.sandbox.region;

import org.jspecify.annotations.NullMarked;
