package io.blackstart.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Alarms whose states a test sets. */
public final class SetAlarms implements Alarms {
    private final Map<String, State> states = new ConcurrentHashMap<>();

    /** The ARN of an alarm, as the tests name it. */
    public static String arn(String region, String name) {
        return "arn:aws:cloudwatch:" + region + ":123456789012:alarm:" + name;
    }

    /** Gives an alarm a state; there is no alarm without one. */
    public void set(String arn, State state) {
        states.put(arn, state);
    }

    @Override
    public Optional<State> state(String region, String nameOrArn) {
        return Optional.ofNullable(states.get(nameOrArn));
    }

    @Override
    public Optional<State> dataState(String region, String nameOrArn) {
        return state(region, nameOrArn);
    }
}
