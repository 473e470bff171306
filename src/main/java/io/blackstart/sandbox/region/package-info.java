/**
 * A region: an application with its database connections and its lease. Read {@code Region} first.
 */
@NullMarked
package io.blackstart.sandbox.region;

import org.jspecify.annotations.NullMarked;
