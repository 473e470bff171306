/**
 * A local cloud of two regions that really breaks, with its own account of the truth. Imports
 * nothing of ours, so that its truth shares no bug with the code that measures it. Start with
 * {@code Sandbox}.
 */
@NullMarked
package io.blackstart.sandbox;

import org.jspecify.annotations.NullMarked;
