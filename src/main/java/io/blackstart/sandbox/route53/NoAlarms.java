package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.Alarms;

import java.util.Optional;

/** A CloudWatch without any alarm. */
record NoAlarms() implements Alarms {
    @Override
    public Optional<State> state(String region, String nameOrArn) {
        return Optional.empty();
    }

    @Override
    public Optional<State> dataState(String region, String nameOrArn) {
        return Optional.empty();
    }
}
