/**
 * FIS: experiment templates and experiments, spoken over its real wire (restJson1) and acted out on
 * the sandbox's subnets. First files to read: {@link io.blackstart.sandbox.fis.Fis} for the wire,
 * {@link io.blackstart.sandbox.fis.Experiment} for the life of an experiment.
 */
@NullMarked
package io.blackstart.sandbox.fis;

import org.jspecify.annotations.NullMarked;
