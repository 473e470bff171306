package io.blackstart.sandbox.fis.action;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of an action in a template, checked already. */
public record Parameters(Map<String, String> values) {
    public Parameters {
        values = Map.copyOf(values);
    }

    /** A value. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A value that the definition requires. */
    public String required(String name) {
        return text(name)
                .orElseThrow(() -> new IllegalStateException("it was not checked for " + name));
    }

    /** A value that is a duration. */
    public Optional<Duration> duration(String name) {
        return text(name).map(Duration::parse);
    }

    /** A value that is a required duration. */
    public Duration span(String name) {
        return Duration.parse(required(name));
    }

    /** A value that is a required list. */
    public List<String> list(String name) {
        return List.of(required(name).split(",", -1));
    }

    /** A value that is a flag, false when it is not there. */
    public boolean flag(String name) {
        return text(name).filter(value -> value.equals("true")).isPresent();
    }
}
