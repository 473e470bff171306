package io.blackstart.sandbox.fis.action;

import io.blackstart.sandbox.Estate;
import io.blackstart.sandbox.Resource;

import java.time.Duration;
import java.util.Optional;

/** Calls StopInstances, and StartInstances as its post action where that is asked for. */
public record StopInstances() implements Action {
    private static final String START_AFTER = "startInstancesAfterDuration";
    private static final Definition DEFINITION =
            Definition.of(
                    "aws:ec2:stop-instances",
                    "Stops instances, and starts them again if that is asked for.",
                    new Definition.Slot("Instances", Resource.INSTANCE, 5),
                    Parameter.optional(
                            START_AFTER,
                            "After which the instances are started again.",
                            Parameter.SPAN),
                    // nothing of the sandbox ever terminates an instance, so both values are
                    // honoured
                    Parameter.optional(
                            "completeIfInstancesTerminated",
                            "Whether it is completed when the instances were terminated.",
                            Parameter.FLAG));

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public Doing start(Call call) {
        Estate estate = call.cloud().estate();
        estate.stopInstances(call.targets());
        Optional<Duration> again = call.parameters().duration(START_AFTER);
        if (again.isEmpty()) {
            return new Doing.Done();
        }
        return new Doing.Lasting(again.get(), () -> estate.startInstances(call.targets()));
    }
}
