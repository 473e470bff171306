package io.blackstart.drill;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of AWS's command lines on this machine.
 *
 * @param program that is called
 * @param version what it calls itself
 */
public record AwsCli(Path program, Version version) {
    private static final Pattern SAID =
            Pattern.compile("aws-cli/(\\d+)\\.(\\d+)\\..*", Pattern.DOTALL);

    /** The part of a version that says what it can do. */
    public record Version(int major, int minor) implements Comparable<Version> {
        private static final Comparator<Version> ORDER =
                Comparator.comparingInt(Version::major).thenComparingInt(Version::minor);

        @Override
        public int compareTo(Version other) {
            return ORDER.compare(this, other);
        }

        /** Whether it heeds {@code AWS_ENDPOINT_URL}; an older one would call AWS itself. */
        public boolean readsEndpointVariable() {
            return compareTo(major == 1 ? new Version(1, 29) : new Version(2, 13)) >= 0;
        }
    }

    /**
     * All that the PATH leads to, the newest version first.
     *
     * @param folder for their output
     */
    public static List<AwsCli> installed(Path folder) throws IOException, InterruptedException {
        List<AwsCli> found = new ArrayList<>();
        for (Path program : Tool.all("aws")) {
            Matcher said =
                    SAID.matcher(new Tool(program, folder, Map.of()).run("--version").output());
            if (said.matches()) {
                found.add(
                        new AwsCli(
                                program,
                                new Version(
                                        Integer.parseInt(said.group(1)),
                                        Integer.parseInt(said.group(2)))));
            }
        }
        found.sort(Comparator.comparing(AwsCli::version).reversed());
        return found;
    }

    /** It, with its calls going to an endpoint. */
    Calls to(URI endpoint, String region, Path folder) {
        return new Calls(
                new Tool(
                        program,
                        folder,
                        Map.of(
                                "AWS_ACCESS_KEY_ID",
                                "SANDBOX",
                                "AWS_SECRET_ACCESS_KEY",
                                "sandbox",
                                "AWS_DEFAULT_REGION",
                                region,
                                "AWS_DEFAULT_OUTPUT",
                                "json",
                                "AWS_EC2_METADATA_DISABLED",
                                "true",
                                "AWS_MAX_ATTEMPTS",
                                "1",
                                "AWS_PAGER",
                                "")),
                endpoint);
    }

    /** Calls of one endpoint, which is named in each: old versions heed no variable for it. */
    record Calls(Tool tool, URI endpoint) {
        /** Calls; fails unless the answer is good. */
        JsonNode ok(String... arguments) throws IOException, InterruptedException {
            String output = tool.ok(addressed(arguments));
            return JsonMapper.shared().readTree(output.isBlank() ? "{}" : output);
        }

        /** Calls, whatever comes of it. */
        Tool.Ended run(String... arguments) throws IOException, InterruptedException {
            return tool.run(addressed(arguments));
        }

        private String[] addressed(String... arguments) {
            List<String> all = new ArrayList<>(List.of("--endpoint-url", endpoint.toString()));
            all.addAll(List.of(arguments));
            return all.toArray(String[]::new);
        }
    }
}
