package io.blackstart.fault;

import java.util.Map;

/**
 * An action of an FIS template.
 *
 * @param id such as {@code aws:network:disrupt-connectivity}
 */
record FisAction(String id, Map<String, String> parameters) {
    FisAction {
        parameters = Map.copyOf(parameters);
    }

    /** Whether it has that parameter, with a value. */
    boolean says(String parameter) {
        return !parameters.getOrDefault(parameter, "").isBlank();
    }
}
