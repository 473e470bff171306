/**
 * RDS in the query protocol, over the port {@link io.blackstart.sandbox.Databases}: shows clusters,
 * instances and the global database, and commands them. First file to read: {@link
 * io.blackstart.sandbox.rds.Rds}.
 */
@NullMarked
package io.blackstart.sandbox.rds;

import org.jspecify.annotations.NullMarked;
