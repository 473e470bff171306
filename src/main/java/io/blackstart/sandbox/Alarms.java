package io.blackstart.sandbox;

import java.util.Optional;

/** The sandbox's CloudWatch alarms, as other services see them. */
public interface Alarms {
    /**
     * The state of an alarm, which SetAlarmState can force; nothing when there is no such alarm.
     */
    Optional<State> state(String region, String nameOrArn);

    /** The state that the alarm's metric asks for, which nobody can force. */
    Optional<State> dataState(String region, String nameOrArn);

    /** A state of an alarm. */
    enum State {
        /** The metric is within its limits. */
        OK,
        /** It is not. */
        ALARM,
        /** There is too little to say. */
        INSUFFICIENT_DATA
    }
}
