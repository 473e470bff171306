/**
 * What really happened in the sandbox, taken down where it happens. Read {@code TruthRecorder}
 * first.
 */
@NullMarked
package io.blackstart.sandbox.truth;

import org.jspecify.annotations.NullMarked;
