package io.blackstart.experiment;

/** What an experiment asks for and its environment does not have. */
final class PlanChecks {
    private PlanChecks() {}

    static void check(Plan plan, Section root) {}
}
