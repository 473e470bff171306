package io.blackstart.experiment;

import java.time.Duration;

/**
 * How long each part of the run lasts, in real time: before the fault, at most under it, and after
 * the mend.
 */
public record Timeline(Duration baseline, Duration fault, Duration after) {}
