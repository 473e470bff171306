package io.blackstart.experiment;

import io.blackstart.experiment.Environment.Account;
import io.blackstart.experiment.Environment.Control;
import io.blackstart.experiment.Environment.DnsNames;
import io.blackstart.experiment.Environment.DnsWatch;
import io.blackstart.experiment.Environment.NotWritten;
import io.blackstart.experiment.Environment.OffPeak;
import io.blackstart.experiment.Environment.Request;
import io.blackstart.experiment.Environment.ServedBy;
import io.blackstart.experiment.Environment.Service;
import io.blackstart.experiment.Environment.Survivors;
import io.blackstart.experiment.Environment.WithKey;
import io.blackstart.experiment.Environment.Write;
import io.blackstart.experiment.Environment.Writer;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes an environment of a file in which nothing is wrong. */
final class EnvironmentReader {
    private static final Set<String> SANDBOX_DURATIONS =
            Set.of(
                    "lease",
                    "promotionDelay",
                    "propagation",
                    "replicationDelay",
                    "scaleOut",
                    "wanDelay",
                    "wanJitter");

    /** The sandbox reads nine digits. */
    private static final long SANDBOX_MILLIS_MAX = 1_000_000_000;

    private EnvironmentReader() {}

    static Environment read(Section root) {
        Section accounts = root.section("accounts");
        Section guardRails = root.section("guardRails");
        return new Environment(
                root.texts("regions"),
                account(accounts.section("fault")),
                account(accounts.section("dns")),
                dns(root.section("dns")),
                service(root.section("service")),
                root.section("database").text("globalCluster"),
                window(guardRails),
                guardRails.texts("accounts"),
                guardRails.section("requiredTag").named(),
                control(root.section("control")));
    }

    private static Control control(Section control) {
        Section sameRegion = control.section("sameRegion");
        return new Control(
                control.text("url").map(URI::create),
                sameRegion.named(region -> sameRegion.text(region).map(URI::create)));
    }

    /** The section as the sandbox reads it: durations in {@code ms} or {@code s} only. */
    static SandboxSection sandbox(Section sandbox) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        sandbox.entries()
                .forEach((key, entry) ->
                        json.set(
                                key,
                                SANDBOX_DURATIONS.contains(key)
                                        ? json.stringNode(
                                                sandboxText(sandbox.duration(key).orElseThrow()))
                                        : SchemaCheck.json(entry.value())));
        return new SandboxSection(
                json.toString(), Math.toIntExact(sandbox.whole("speed", 1).orElseThrow()));
    }

    private static String sandboxText(Duration duration) {
        return duration.toMillis() < SANDBOX_MILLIS_MAX
                ? duration.toMillis() + "ms"
                : duration.toSeconds() + "s";
    }

    private static Account account(Section account) {
        return new Account(
                account.text("profile"),
                account.text("fisRoleArn"),
                account.text("endpoint").map(URI::create));
    }

    private static DnsNames dns(Section dns) {
        Section vantagePoints = dns.section("vantagePoints");
        return new DnsNames(
                dns.text("name").orElseThrow(),
                dns.text("hostedZoneId"),
                dns.text("healthCheckId"),
                vantagePoints.texts("authoritative"),
                vantagePoints.section("resolvers").named(),
                new DnsWatch(
                        vantagePoints.flag("system").orElse(false),
                        vantagePoints.flag("jvm").orElse(false),
                        rates(vantagePoints.section("rates"))));
    }

    /** Questions a second by vantage point, such as {@code 20/s}. */
    static Map<String, Double> rates(Section rates) {
        return rates.named(vantage ->
                rates.text(vantage)
                        .filter(text -> text.matches("[0-9.]+/s")) // else the schema has refused it
                        .map(text -> Double.parseDouble(text.replace("/s", ""))));
    }

    private static Service service(Section service) {
        Section writer = service.section("writer");
        Section endpoints = service.section("endpoints");
        return new Service(
                URI.create(service.text("url").orElseThrow()),
                service.text("trust"),
                servedBy(service.section("servedBy")),
                service.section("headers").named(),
                request(service, "health").orElseThrow(),
                request(writer, "request")
                        .map(request -> new Writer(request, writer.text("header").orElseThrow())),
                request(service, "read").orElseThrow(),
                write(service.section("write")),
                survivors(service.section("survivors")),
                request(service.section("cleanup"), "each"),
                endpoints.named(region -> endpoints.text(region).map(URI::create)));
    }

    private static ServedBy servedBy(Section servedBy) {
        Section address = servedBy.section("address");
        return servedBy.text("header")
                .<ServedBy>map(ServedBy.Header::new)
                .orElseGet(() ->
                        new ServedBy.Address(
                                address.named(region -> Optional.of(address.texts(region)))));
    }

    private static Optional<Write> write(Section write) {
        Section notWritten = write.section("notWritten");
        Set<Integer> statuses =
                notWritten.texts("status").stream()
                        .map(Integer::valueOf)
                        .collect(Collectors.toUnmodifiableSet());
        return request(write, "request")
                .map(request ->
                        new Write(
                                request,
                                write.text("body").orElseThrow(),
                                new NotWritten(statuses, notWritten.text("header")),
                                withKey(write.section("withKey"))));
    }

    private static Optional<WithKey> withKey(Section withKey) {
        return request(withKey, "request")
                .map(request ->
                        new WithKey(
                                request,
                                withKey.text("body").orElseThrow(),
                                withKey.text("header", "Idempotency-Key").orElseThrow()));
    }

    private static Optional<Survivors> survivors(Section survivors) {
        if (survivors.has("each")) {
            return Optional.of(new Survivors.Each());
        }
        return request(survivors, "request")
                .map(request ->
                        new Survivors.Listed(
                                request,
                                survivors.text("ids").orElseThrow(),
                                survivors.text("next").orElseThrow()));
    }

    private static Optional<Request> request(Section section, String key) {
        return section.text(key)
                .map(text -> text.split(" ", 2))
                .map(parts -> new Request(parts[0], parts[1]));
    }

    private static Optional<OffPeak> window(Section guardRails) {
        Section window = guardRails.section("window");
        if (!guardRails.has("window")) {
            return Optional.empty();
        }
        return Optional.of(
                new OffPeak(
                        window.texts("days").stream()
                                .map(EnvironmentReader::day)
                                .collect(Collectors.toUnmodifiableSet()),
                        LocalTime.parse(window.text("from").orElseThrow()),
                        LocalTime.parse(window.text("to").orElseThrow()),
                        ZoneId.of(window.text("zone").orElseThrow()),
                        window.texts("except").stream()
                                .map(LocalDate::parse)
                                .collect(Collectors.toUnmodifiableSet())));
    }

    private static DayOfWeek day(String abbreviated) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().startsWith(abbreviated)) {
                return day;
            }
        }
        throw new IllegalArgumentException("no day begins with " + abbreviated);
    }
}
