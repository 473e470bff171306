/**
 * The sandbox's PostgreSQL: real servers from binaries on the class path, one folder each, that
 * cannot outlive this JVM. Read {@code PostgresPair} first.
 */
@NullMarked
package io.blackstart.sandbox.database;

import org.jspecify.annotations.NullMarked;
