package io.blackstart.experiment;

/**
 * An experiment in a complete environment: everything that a run needs to know, nothing left to
 * choose.
 *
 * @param runId unique; the prefix of every id that the run writes
 * @param experimentFile as it was named on the command line
 * @param experimentText the file as it stands
 * @param environmentText the effective environment as one-line JSON, without any secret
 * @param kind {@code sandbox}, {@code aws} or {@code other}
 * @param speed of the cloud's clock; 1 but in a sandbox
 */
public record Plan(
        String runId,
        String experimentFile,
        String experimentText,
        String environmentText,
        Experiment experiment,
        Environment environment,
        String kind,
        int speed) {
    public Plan {
        if (speed < 1) {
            throw new IllegalArgumentException("speed is at least 1, not " + speed);
        }
    }

    /**
     * A plan of an experiment and an environment that fit together.
     *
     * @param experimentText says where problems stand
     * @param environmentText {@link EnvironmentFile.Complete#json}
     * @throws InvalidFile with everything that the experiment asks for and the environment does not
     *     have
     */
    public static Plan of(
            String runId,
            String experimentFile,
            String experimentText,
            Experiment experiment,
            Environment environment,
            String environmentText,
            String kind,
            int speed) {
        Plan plan =
                new Plan(
                        runId,
                        experimentFile,
                        experimentText,
                        environmentText,
                        experiment,
                        environment,
                        kind,
                        speed);
        var problems = new Problems();
        PlanChecks.check(plan, ExperimentFile.sections(experimentFile, experimentText, problems));
        problems.refuse();
        return plan;
    }
}
