package io.blackstart.experiment;

/** The format of experiment files: YAML, described by {@code experiment.schema.json}. */
public final class ExperimentFile {
    private static final SchemaCheck SCHEMA = SchemaCheck.against("experiment.schema.json");

    private ExperimentFile() {}

    /**
     * The experiment that a file describes.
     *
     * @param file how messages name the file
     * @throws InvalidFile with every problem that the file has
     */
    public static Experiment parse(String file, String text) {
        var problems = new Problems();
        Section root = sections(file, text, problems);
        ExperimentChecks.check(root);
        problems.refuse();
        return ExperimentReader.read(root);
    }

    /** The file's sections; problems of its structure are noted. */
    static Section sections(String file, String text, Problems problems) {
        Located.Mapping root =
                LocatedReader.yaml(file, text, problems)
                        .orElseGet(() -> {
                            problems.refuse();
                            throw new IllegalStateException("no document and no problem");
                        });
        SCHEMA.check(root, problems);
        return Section.of(root, problems);
    }
}
