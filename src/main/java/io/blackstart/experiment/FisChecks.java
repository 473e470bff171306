package io.blackstart.experiment;

/** What a schema cannot say about an FIS template. */
final class FisChecks {
    private FisChecks() {}

    static void check(Section fis) {}
}
