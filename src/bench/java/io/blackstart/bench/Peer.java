package io.blackstart.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A tool that sends load, as a process of its own. */
sealed interface Peer {
    /** Connections of the tools that keep a fixed number of them. */
    int CONNECTIONS = 100;

    /** Its name in the report. */
    String title();

    /** Its command line; empty where it is not installed. */
    Optional<List<String>> command(Order order);

    /** Whether it begins with the ramp that the order asks for. */
    boolean warmsUp();

    /** Whether it can be told a rate. */
    boolean keepsARate();

    /** What it says at its end, without what it says of itself on the way. */
    List<String> summary(List<String> said);

    /** All tools, ours first. */
    static List<Peer> all() {
        return List.of(new Ours(), new Gatling(), new Hey(), new Wrk());
    }

    /** The load of this project, in a JVM like that of the launcher. */
    record Ours() implements Peer {
        /** The launcher's, word for word. */
        static final List<String> JVM =
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED");

        @Override
        public String title() {
            return "Blackstart";
        }

        @Override
        public Optional<List<String>> command(Order order) {
            return Optional.of(
                    java(
                            JVM,
                            "io.blackstart.load.LoadPeer",
                            Integer.toString(order.port()),
                            Integer.toString(order.perSecond()),
                            Long.toString(order.warmUp().toMillis()),
                            Long.toString(order.length().toMillis()),
                            Long.toString(order.timeout().toMillis()),
                            order.folder().toString()));
        }

        @Override
        public boolean warmsUp() {
            return true;
        }

        @Override
        public boolean keepsARate() {
            return true;
        }

        @Override
        public List<String> summary(List<String> said) {
            return said;
        }
    }

    /** Gatling, open model, one connection pool for all users, as measured by its own console. */
    record Gatling() implements Peer {
        @Override
        public String title() {
            return "Gatling 3.15";
        }

        @Override
        public Optional<List<String>> command(Order order) {
            List<String> jvm =
                    new ArrayList<>(
                            List.of(
                                    "-Xmx1g",
                                    "-XX:+UseG1GC",
                                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-Dgatling.data.enableAnalytics=false"));
            String millis = Long.toString(order.timeout().toMillis());
            jvm.add("-Dgatling.socket.connectTimeout=" + millis);
            jvm.add("-Dgatling.http.requestTimeout=" + millis);
            jvm.add("-Dbench.url=" + order.url());
            jvm.add("-Dbench.perSecond=" + order.perSecond());
            jvm.add("-Dbench.warmUpMillis=" + order.warmUp().toMillis());
            jvm.add("-Dbench.lengthMillis=" + order.length().toMillis());
            return Optional.of(
                    java(
                            jvm,
                            "io.gatling.app.Gatling",
                            "-s",
                            GatlingPeer.class.getName(),
                            "-rf",
                            order.folder().toString(),
                            "-nr"));
        }

        @Override
        public boolean warmsUp() {
            return true;
        }

        @Override
        public boolean keepsARate() {
            return true;
        }

        @Override
        public List<String> summary(List<String> said) {
            int from = lastStarting(said, "---- Requests");
            return said.subList(from, Math.max(from, lastStarting(said, "---- users")));
        }
    }

    /** hey: each of its workers waits for an answer before it sends again. */
    record Hey() implements Peer {
        @Override
        public String title() {
            return "hey";
        }

        @Override
        public Optional<List<String>> command(Order order) {
            return installed("hey")
                    .map(hey ->
                            List.of(
                                    hey,
                                    "-z",
                                    seconds(order.length()),
                                    "-c",
                                    Integer.toString(CONNECTIONS),
                                    "-q",
                                    Integer.toString(order.perSecond() / CONNECTIONS),
                                    "-t",
                                    Long.toString(order.timeout().toSeconds()),
                                    order.url() + "/healthz"));
        }

        @Override
        public boolean warmsUp() {
            return false;
        }

        @Override
        public boolean keepsARate() {
            return true;
        }

        @Override
        public List<String> summary(List<String> said) {
            // without its histogram and the parts of a request
            return said.stream()
                    .filter(line -> !line.isBlank() && !line.contains("|"))
                    .filter(line -> !line.startsWith("Response time"))
                    .filter(line -> !line.startsWith("Details"))
                    .filter(line -> !line.matches(" +(DNS|req|resp).*"))
                    .toList();
        }
    }

    /** wrk: as fast as the answers come, it knows no rate. */
    record Wrk() implements Peer {
        @Override
        public String title() {
            return "wrk";
        }

        @Override
        public Optional<List<String>> command(Order order) {
            return installed("wrk")
                    .map(wrk ->
                            List.of(
                                    wrk,
                                    "-t2",
                                    "-c" + CONNECTIONS,
                                    "-d" + seconds(order.length()),
                                    "--timeout",
                                    seconds(order.timeout()),
                                    "--latency",
                                    order.url() + "/healthz"));
        }

        @Override
        public boolean warmsUp() {
            return false;
        }

        @Override
        public boolean keepsARate() {
            return false;
        }

        @Override
        public List<String> summary(List<String> said) {
            return said;
        }
    }

    private static int lastStarting(List<String> said, String beginning) {
        int last = said.size();
        for (int n = 0; n < said.size(); n++) {
            if (said.get(n).startsWith(beginning)) {
                last = n;
            }
        }
        return last;
    }

    private static List<String> java(List<String> jvm, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String seconds(Duration length) {
        return length.toSeconds() + "s";
    }

    private static Optional<String> installed(String tool) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
