package io.blackstart.verdict;

import java.time.Duration;

/**
 * By how much a remote wall clock was ahead of ours, as an interval; negative when it was behind.
 * Only told: nothing is measured by such a clock.
 *
 * @param clock whose, such as a region
 */
public record ClockOffset(String clock, Duration least, Duration most) {}
