package io.blackstart.fault;

import io.blackstart.run.FaultInjector;

import java.util.List;

/** The fault of a control: nothing is broken. */
public final class NoFault implements FaultInjector {
    @Override
    public List<Answer> preflight() {
        return List.of(new Answer("fault", true, "none: this is a control"));
    }

    @Override
    public void inject() {}

    @Override
    public void look() {}

    @Override
    public void mend(String why) {}
}
