package io.blackstart.sandbox.fis.action;

/** Lets time pass. */
public record Wait() implements Action {
    private static final Definition DEFINITION =
            Definition.of("aws:fis:wait", "Lets time pass.", Parameter.duration());

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public Doing start(Call call) {
        return new Doing.Lasting(call.parameters().span("duration"), () -> {});
    }
}
