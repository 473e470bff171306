package io.blackstart.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is taken away. */
public sealed interface Fault {
    /** Nothing: a control, which must prove nothing. */
    record Nothing() implements Fault {}

    /**
     * An FIS experiment made for this run from a template that is sent as it stands, and deleted
     * afterwards.
     *
     * @param template the body of FIS's CreateExperimentTemplate: targets, actions, stopConditions
     *     …, as a JSON-like tree
     */
    record Inline(RegionRole region, Map<String, Object> template) implements Fault {
        public Inline {
            // not Map.copyOf: the order is the file's, so that a plan reads like it
            template = Collections.unmodifiableMap(new LinkedHashMap<>(template));
        }
    }

    /** An FIS experiment started from a template that exists already. */
    record Existing(RegionRole region, String templateId) implements Fault {}
}
