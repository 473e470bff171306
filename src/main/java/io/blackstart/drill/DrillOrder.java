package io.blackstart.drill;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which drill to run.
 *
 * @param environment overrides the experiment's own
 * @param reports the folder below which run folders are made
 * @param commandLine for the evidence's header
 */
public record DrillOrder(
        Path experiment, Optional<Path> environment, Path reports, String commandLine) {}
