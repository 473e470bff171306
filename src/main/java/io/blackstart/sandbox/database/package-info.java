/**
 * The sandbox's PostgreSQL: real servers from binaries on the class path, one folder each, that
 * cannot outlive this JVM, and what RDS does with them. Read {@code RegionalDatabase} first, then
 * {@code Constellation}.
 */
@NullMarked
package io.blackstart.sandbox.database;

import org.jspecify.annotations.NullMarked;
