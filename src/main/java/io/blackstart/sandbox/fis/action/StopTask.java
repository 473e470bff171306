package io.blackstart.sandbox.fis.action;

import io.blackstart.sandbox.Resource;

/** Calls StopTask; the tasks' service starts others in their place. */
public record StopTask() implements Action {
    private static final Definition DEFINITION =
            Definition.of(
                    "aws:ecs:stop-task",
                    "Stops tasks.",
                    new Definition.Slot("Tasks", Resource.TASK, 5));

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public Doing start(Call call) {
        call.cloud().estate().stopTasks(call.targets());
        return new Doing.Done();
    }
}
