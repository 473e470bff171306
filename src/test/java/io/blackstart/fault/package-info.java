/** Tests. */
@NullMarked
package io.blackstart.fault;

import org.jspecify.annotations.NullMarked;
