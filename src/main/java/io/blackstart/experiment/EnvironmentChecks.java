package io.blackstart.experiment;

import io.blackstart.experiment.Located.Mapping;

/** What is wrong with an environment, by its schema and beyond it. */
final class EnvironmentChecks {
    private static final SchemaCheck SCHEMA = SchemaCheck.against("environment.schema.json");

    private EnvironmentChecks() {}

    static void check(Mapping root, Problems problems) {
        SCHEMA.check(root, problems);
    }
}
