/**
 * STS: who am I, and credentials of a role. First file to read: {@link
 * io.blackstart.sandbox.sts.Sts}.
 */
@NullMarked
package io.blackstart.sandbox.sts;

import org.jspecify.annotations.NullMarked;
