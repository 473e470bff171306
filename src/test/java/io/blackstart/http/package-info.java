/** Tests. */
@NullMarked
package io.blackstart.http;

import org.jspecify.annotations.NullMarked;
