package io.blackstart.sandbox.fis.action;

import io.blackstart.sandbox.Alarms;
import io.blackstart.sandbox.aws.AwsFault;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fails when an alarm is in none of the states that it should be in. */
public record AssertAlarmState() implements Action {
    /** No AWS text at hand says what the code of such a failure is. */
    private static final String CODE = "AssertionFailed";

    private static final Definition DEFINITION =
            Definition.of(
                    "aws:cloudwatch:assert-alarm-state",
                    "Fails unless the alarms are in one of the states.",
                    Parameter.required(
                            "alarmArns",
                            "ARNs of the alarms, with commas between.",
                            new Parameter.Kind.Texts(5)),
                    Parameter.required(
                            "alarmStates",
                            "The states, with commas between.",
                            new Parameter.Kind.Word(
                                    Set.of("OK", "ALARM", "INSUFFICIENT_DATA"), 3)));

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public Doing start(Call call) {
        List<String> wanted = call.parameters().list("alarmStates");
        for (String arn : call.parameters().list("alarmArns")) {
            Optional<Alarms.State> state = call.cloud().alarms().state(call.region(), arn);
            if (state.isEmpty()) {
                throw new AwsFault(404, "ResourceNotFound", "there is no alarm " + arn);
            }
            if (!wanted.contains(state.get().name())) {
                throw new AwsFault(
                        400, CODE, arn + " is " + state.get() + ", not one of " + wanted);
            }
        }
        return new Doing.Done();
    }
}
