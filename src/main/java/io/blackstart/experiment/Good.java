package io.blackstart.experiment;

import java.time.Duration;

/**
 * What "served" means: right content within {@code latency}, counted from when the request was due,
 * for {@code share} of the requests of each {@code window}, and staying so for {@code hold}.
 */
public record Good(Duration latency, Share share, Duration window, Duration hold) {}
