package io.blackstart.sandbox.fis.action;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An action as FIS describes it.
 *
 * @param slot the target that it needs, if it needs one
 */
public record Definition(
        String id, String description, Optional<Slot> slot, List<Parameter> parameters) {
    public Definition {
        parameters = List.copyOf(parameters);
    }

    /**
     * The target of an action.
     *
     * @param name of it in the action, such as {@code Subnets}
     * @param resourceType such as {@code aws:ec2:subnet}
     * @param quota resources for one action at most
     */
    public record Slot(String name, String resourceType, int quota) {}

    static Definition of(String id, String description, Slot slot, Parameter... parameters) {
        return new Definition(id, description, Optional.of(slot), List.of(parameters));
    }

    static Definition of(String id, String description, Parameter... parameters) {
        return new Definition(id, description, Optional.empty(), List.of(parameters));
    }

    /**
     * Refuses parameters that are unknown, missing or wrong.
     *
     * @param where the action as messages name it
     */
    public void check(String where, Map<String, String> values) {
        for (String name : values.keySet()) {
            if (parameters.stream().noneMatch(known -> known.name().equals(name))) {
                throw Faults.invalid(where + ": " + id + " has no parameter " + name);
            }
        }
        for (Parameter parameter : parameters) {
            String value = values.get(parameter.name());
            if (value != null) {
                parameter.check(where, value);
            } else if (parameter.required()) {
                throw Faults.invalid(
                        where + ": " + id + " needs the parameter " + parameter.name());
            }
        }
    }

    /** How long it lasts at most with these parameters, on the cloud's clock. */
    public Duration longest(Parameters values) {
        return parameters.stream()
                .filter(parameter -> parameter.kind() instanceof Parameter.Kind.Span)
                .flatMap(parameter -> values.duration(parameter.name()).stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
