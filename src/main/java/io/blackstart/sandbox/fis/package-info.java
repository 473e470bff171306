/**
 * FIS: experiment templates and experiments, spoken over its real wire (restJson1) and acted out on
 * the sandbox's cloud. First files to read: {@link io.blackstart.sandbox.fis.Fis} for the wire,
 * {@link io.blackstart.sandbox.fis.Course} for the life of an experiment, and the package {@link
 * io.blackstart.sandbox.fis.action} for what actions do.
 */
@NullMarked
package io.blackstart.sandbox.fis;

import org.jspecify.annotations.NullMarked;
