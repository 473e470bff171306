package io.blackstart.sandbox.fis;

import java.util.Optional;

/**
 * Why an experiment failed. AWS's text has neither a list of the codes nor the form of a location.
 *
 * @param code of the service that refused, or a word of the sandbox's own
 * @param location the section of the template, such as {@code actions.net}
 * @param action name of the action that failed, if one did
 */
record Failure(String code, String location, String reason, Optional<String> action) {
    static Failure of(String code, String location, String reason) {
        return new Failure(code, location, reason, Optional.empty());
    }

    static Failure ofAction(Plan.Step step, String code, String reason) {
        return new Failure(
                code,
                "actions." + step.name(),
                step.title() + ": " + reason,
                Optional.of(step.name()));
    }
}
