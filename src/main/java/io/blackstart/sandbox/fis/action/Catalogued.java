package io.blackstart.sandbox.fis.action;

import java.util.Optional;

/**
 * An action of AWS that the sandbox does not act out: it may stand in a template, and an experiment
 * that would have to run it fails at its start.
 */
public record Catalogued(Definition definition) implements Action {
    @Override
    public Optional<String> obstacle(Call call) {
        return Optional.of("the sandbox does not act it out");
    }

    @Override
    public Doing start(Call call) {
        throw new IllegalStateException("the sandbox does not act out " + definition.id());
    }
}
