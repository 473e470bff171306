package io.blackstart.experiment;

import io.blackstart.experiment.Located.Mapping;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with an environment, by its schema and beyond it. */
final class EnvironmentChecks {
    private static final SchemaCheck SCHEMA = SchemaCheck.against("environment.schema.json");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}?");
    private static final Pattern SECRET = Pattern.compile("\\$\\{env:[A-Za-z_][A-Za-z0-9_]*}");
    private static final Pattern PORT = Pattern.compile(".*:(\\d{1,5})/?");
    private static final Pattern SECRETIVE =
            Pattern.compile(".*(authorization|cookie|token|secret|password|api-?key).*");
    private static final int PORT_MAX = 65_535;

    private EnvironmentChecks() {}

    static void check(Mapping root, Problems problems) {
        SCHEMA.check(root, problems);
        Section environment = Section.of(root, problems);
        Section service = environment.section("service");
        checkRegions(environment, service);
        checkRequests(service);
        checkHeaders(service.section("headers"));
        checkPorts(environment, service);
        checkControl(environment);
        DnsChecks.check(environment);
        checkWindow(environment.section("guardRails").section("window"));
        SandboxChecks.check(environment.section("sandbox"));
    }

    /** What is named by region must be named by both, and by no other. */
    private static void checkRegions(Section environment, Section service) {
        List<String> regions = environment.texts("regions");
        if (Set.copyOf(regions).size() != 2) {
            return;
        }
        Section servedBy = service.section("servedBy");
        for (Section byRegion :
                List.of(service.section("endpoints"), servedBy.section("address"))) {
            for (String region : byRegion.entries().keySet()) {
                if (!regions.contains(region)) {
                    byRegion.keyProblem(
                            region,
                            "is not among the regions; right would be "
                                    + String.join(" or ", regions));
                }
            }
            for (String region : regions) {
                if (!byRegion.entries().isEmpty() && !byRegion.has(region)) {
                    byRegion.problem(
                            region, "is missing; right would be one entry for each region");
                }
            }
        }
    }

    private static void checkRequests(Section service) {
        Section write = service.section("write");
        checkPlaceholders(service, "health", Set.of(), Set.of());
        checkPlaceholders(service.section("writer"), "request", Set.of(), Set.of());
        checkPlaceholders(service, "read", Set.of("id"), Set.of("id"));
        checkPlaceholders(write, "request", Set.of("id"), Set.of("id", "n", "run"));
        checkPlaceholders(write, "body", Set.of(), Set.of("id", "n", "run"));
        checkPlaceholders(
                service.section("survivors"), "request", Set.of("cursor"), Set.of("run", "cursor"));
        checkPlaceholders(service.section("cleanup"), "each", Set.of("id"), Set.of("id"));
    }

    private static void checkPlaceholders(
            Section section, String key, Set<String> needed, Set<String> allowed) {
        String text = section.text(key).orElse("");
        if (text.isEmpty()) {
            return;
        }
        for (String name : needed) {
            if (!text.contains("${" + name + "}")) {
                section.problem(key, '"' + text + "\" does not say where ${" + name + "} goes");
            }
        }
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            if (!allowed.contains(placeholder.group(1)) || !placeholder.group().endsWith("}")) {
                section.problem(
                        key,
                        '"'
                                + placeholder.group()
                                + "\" stands for nothing here; right would be "
                                + (allowed.isEmpty()
                                        ? "no placeholder"
                                        : allowed.stream()
                                                .sorted()
                                                .map(name -> "${" + name + "}")
                                                .reduce((one, two) -> one + " or " + two)
                                                .orElseThrow()));
            }
        }
    }

    /** Never says a header's value: it may be a secret. */
    static void checkHeaders(Section headers) {
        headers.named()
                .forEach((name, value) -> {
                    if (SECRET.matcher(value).replaceAll("").contains("${")) {
                        headers.problem(
                                name,
                                "holds a placeholder that stands for nothing; right would"
                                        + " be ${env:NAME}");
                    } else if (SECRETIVE.matcher(name.toLowerCase(Locale.ROOT)).matches()
                            && !SECRET.matcher(value).find()) {
                        headers.problem(
                                name,
                                "a secret that stands here would be kept with the evidence;"
                                        + " right would be '${env:NAME}', which is filled"
                                        + " in when it is sent");
                    }
                });
    }

    private static void checkPorts(Section environment, Section service) {
        Section accounts = environment.section("accounts");
        Section vantagePoints = environment.section("dns").section("vantagePoints");
        Section resolvers = vantagePoints.section("resolvers");
        Section endpoints = service.section("endpoints");
        checkUrl(service, "url");
        checkUrl(accounts.section("fault"), "endpoint");
        checkUrl(accounts.section("dns"), "endpoint");
        endpoints.entries().keySet().forEach(region -> checkUrl(endpoints, region));
        resolvers.entries().keySet().forEach(name -> checkPort(resolvers, name));
        vantagePoints.texts("authoritative").stream()
                .flatMap(address -> badPort(address).stream())
                .forEach(what -> vantagePoints.problem("authoritative", what));
    }

    private static void checkControl(Section environment) {
        Section control = environment.section("control");
        Section sameRegion = control.section("sameRegion");
        checkTarget(control, "url");
        List<String> regions = environment.texts("regions");
        for (String region : sameRegion.entries().keySet()) {
            checkTarget(sameRegion, region);
            if (regions.size() == 2 && !regions.contains(region)) {
                sameRegion.keyProblem(
                        region,
                        "is not among the regions; right would be " + String.join(" or ", regions));
            }
        }
    }

    /** As {@link #checkUrl}, where a path may follow. */
    private static void checkTarget(Section section, String key) {
        String text = section.text(key).orElse("");
        int port = portOf(text);
        if (port == 0 || port > PORT_MAX) {
            section.problem(
                    key, "port " + port + " does not exist; right would be 1 to " + PORT_MAX);
        } else if (!isUri(text)) {
            section.problem(key, '"' + text + "\" is not an address such as https://[2001:db8::1]");
        }
    }

    /** −1 where it names none, or is no address: then the schema has refused it. */
    private static int portOf(String text) {
        try {
            return new URI(text).getPort();
        } catch (URISyntaxException none) {
            return -1; // that it is none is the answer
        }
    }

    private static void checkUrl(Section section, String key) {
        checkPort(section, key);
        section.text(key)
                .filter(text -> !isUri(text))
                .ifPresent(text ->
                        section.problem(
                                key,
                                '"'
                                        + text
                                        + "\" is not an address such as"
                                        + " https://app.example.com or https://[2001:db8::1]"));
    }

    /** Whether it is one by Java's measure; what the schema has refused already counts as one. */
    private static boolean isUri(String text) {
        try {
            return !text.startsWith("http") || new URI(text).isAbsolute();
        } catch (URISyntaxException none) {
            // that it is none is the answer; anything but a bad IPv6 address fails the schema
            return !text.matches("https?://\\[[0-9A-Fa-f:]+](:\\d{1,5})?/?");
        }
    }

    private static void checkPort(Section section, String key) {
        section.text(key)
                .flatMap(EnvironmentChecks::badPort)
                .ifPresent(what -> section.problem(key, what));
    }

    private static Optional<String> badPort(String address) {
        Matcher port = PORT.matcher(address);
        return port.matches()
                        && (Integer.parseInt(port.group(1)) > PORT_MAX
                                || Integer.parseInt(port.group(1)) == 0)
                ? Optional.of(
                        "port "
                                + port.group(1)
                                + " does not exist; right would be 1 to "
                                + PORT_MAX)
                : Optional.empty();
    }

    private static void checkWindow(Section window) {
        window.text("zone")
                .filter(zone -> !isZone(zone))
                .ifPresent(zone ->
                        window.problem(
                                "zone",
                                '"'
                                        + zone
                                        + "\" is not a time zone such as Europe/Berlin"
                                        + NearestName.to(zone, ZoneId.getAvailableZoneIds())
                                                .map(near -> "; did you mean " + near + "?")
                                                .orElse("")));
        for (String date : window.texts("except")) {
            if (date.matches("\\d{4}-\\d{2}-\\d{2}") && !isDate(date)) {
                window.problem("except", '"' + date + "\" is no day of the calendar");
            }
        }
        if (window.has("from") && window.text("from").equals(window.text("to"))) {
            window.problem("to", "is the same time as from; right would be a later one");
        }
    }

    private static boolean isZone(String zone) {
        try {
            return ZoneId.of(zone).getId().equals(zone);
        } catch (DateTimeException none) {
            // that it is none is the answer
            return false;
        }
    }

    private static boolean isDate(String date) {
        try {
            return LocalDate.parse(date).toString().equals(date);
        } catch (DateTimeException none) {
            // that it is none is the answer
            return false;
        }
    }
}
