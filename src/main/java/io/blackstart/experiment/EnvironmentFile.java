package io.blackstart.experiment;

import io.blackstart.experiment.Located.Entry;
import io.blackstart.experiment.Located.Mapping;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/** An environment file: YAML, described by {@code environment.schema.json}. */
public sealed interface EnvironmentFile {
    /**
     * An environment that needs nothing more.
     *
     * @param json the effective environment as one line of JSON; secrets stand as {@code
     *     ${env:NAME}}
     */
    record Complete(Environment environment, String json) implements EnvironmentFile {}

    /**
     * An environment that a sandbox completes.
     *
     * @param file how messages name the file
     * @param text the file as it stands
     * @param section what the sandbox is told
     */
    record OfSandbox(String file, String text, SandboxSection section) implements EnvironmentFile {
        /**
         * The environment that the sandbox printed when it was ready, overlaid by what the file
         * states.
         *
         * @param environmentJson the value of {@code environment} in the sandbox's ready line
         * @throws InvalidFile when both together are no complete environment
         */
        public Complete filledFrom(String environmentJson) {
            var problems = new Problems();
            Optional<Mapping> own = LocatedReader.yaml(file, text, problems);
            Optional<Mapping> ready =
                    LocatedReader.json("the sandbox's ready line", environmentJson, problems);
            problems.refuse();
            return complete(
                    overlaid(ready.orElseThrow(), own.orElseThrow().without("sandbox")), problems);
        }
    }

    /**
     * What a file says.
     *
     * @param file how messages name the file
     * @throws InvalidFile with every problem that the file has
     */
    static EnvironmentFile parse(String file, String text) {
        var problems = new Problems();
        Optional<Mapping> root = LocatedReader.yaml(file, text, problems);
        if (root.isEmpty()) {
            problems.refuse();
        }
        Section sandbox = Section.of(root.orElseThrow(), problems).section("sandbox");
        if (!root.orElseThrow().entries().containsKey("sandbox")) {
            return complete(root.orElseThrow(), problems);
        }
        EnvironmentChecks.check(root.orElseThrow(), problems);
        problems.refuse();
        return new OfSandbox(file, text, EnvironmentReader.sandbox(sandbox));
    }

    private static Complete complete(Mapping root, Problems problems) {
        EnvironmentChecks.check(root, problems);
        problems.refuse();
        return new Complete(
                EnvironmentReader.read(Section.of(root, problems)),
                SchemaCheck.json(root).toString());
    }

    /** {@code below} with the values of {@code above} put over it, mapping by mapping. */
    private static Mapping overlaid(Mapping below, Mapping above) {
        // these say one of several things: half of one and half of another would be neither
        Set<String> whole = Set.of("servedBy", "survivors");
        var entries = new LinkedHashMap<>(below.entries());
        above.entries()
                .forEach((key, entry) ->
                        entries.merge(
                                key,
                                entry,
                                (under, over) ->
                                        under.value() instanceof Mapping lower
                                                        && over.value() instanceof Mapping upper
                                                        && !whole.contains(key)
                                                ? new Entry(over.key(), overlaid(lower, upper))
                                                : over));
        return new Mapping(above.at(), entries);
    }
}
