package io.blackstart.verdict;

import io.blackstart.verdict.Verdict.Measured;

/**
 * A measured figure and the half sentence that tells it, such as {@code 12 requests were dropped}.
 */
record Figure(Measured measured, String says) {}
