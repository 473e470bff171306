package io.blackstart.load;

import io.blackstart.experiment.RateProfile;

import java.time.Duration;

/**
 * When each request is due, at even steps of a rate that may change: the n-th, from 0, as soon as
 * the rate's integral reaches n, and never before. Arithmetic only.
 */
public record Pacer(RateProfile rates) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** A constant rate, above 0. */
    public Pacer(double requestsPerSecond) {
        this(RateProfile.constant(requestsPerSecond));
    }

    /** When the n-th request is due, from the load's start. */
    public Duration due(long n) {
        return at((double) n);
    }

    /** When the rate's integral reaches that many requests, rounded up to a whole nanosecond. */
    Duration at(double requests) {
        return Duration.ofNanos((long) Math.ceil(rates.secondsUntil(requests) * NANOS_PER_SECOND));
    }

    /** How many requests are due before that time: ⌈rate · time⌉ at a constant rate. */
    public long dueBefore(Duration time) {
        long estimate = (long) Math.ceil(rates.dueWithin(time));
        // the integral and its inverse in due() may round apart; due() decides
        while (estimate > 0 && due(estimate - 1).compareTo(time) >= 0) {
            estimate--;
        }
        while (due(estimate).compareTo(time) < 0) {
            estimate++;
        }
        return estimate;
    }
}
