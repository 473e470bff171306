/**
 * A proving ground for measuring instruments: two small services behind one name, real sockets,
 * troubles of a known shape and length, and its own account of what it did.
 */
@org.jspecify.annotations.NullMarked
package io.blackstart.sandbox.range;
