package io.blackstart.experiment;

import io.blackstart.experiment.Environment.DnsWatch;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whether an environment's vantage points are asked as politely as strangers' servers must be. */
final class DnsChecks {
    private static final Pattern LOOPBACK =
            Pattern.compile("(127\\.\\d+\\.\\d+\\.\\d+|localhost|\\[::1]):\\d+");

    private DnsChecks() {}

    static void check(Section environment) {
        Section vantagePoints = environment.section("dns").section("vantagePoints");
        checkTwice(vantagePoints.section("resolvers"));
        Section rates = vantagePoints.section("rates");
        Map<String, List<String>> servers = servers(vantagePoints);
        EnvironmentReader.rates(rates)
                .forEach((vantage, rate) -> {
                    // a sandbox names its resolvers only when it is ready
                    if (servers.containsKey(vantage)) {
                        checkRate(rates, vantage, rate, servers.get(vantage));
                    } else if (!environment.has("sandbox")) {
                        rates.keyProblem(
                                vantage,
                                "is no vantage point here; right would be "
                                        + String.join(" or ", servers.keySet()));
                    }
                });
    }

    private static Map<String, List<String>> servers(Section vantagePoints) {
        Map<String, List<String>> servers = new LinkedHashMap<>();
        servers.put(DnsWatch.AUTHORITATIVE, vantagePoints.texts("authoritative"));
        vantagePoints
                .section("resolvers")
                .named()
                .forEach((name, address) -> servers.put(name, List.of(address)));
        // whom these two ask is not known here
        for (String local : List.of(DnsWatch.SYSTEM, DnsWatch.JVM)) {
            if (vantagePoints.flag(local).orElse(false)) {
                servers.put(local, List.of("this machine's own resolver"));
            }
        }
        return servers;
    }

    private static void checkRate(
            Section rates, String vantage, double rate, List<String> servers) {
        double most = DnsWatch.politeMost(vantage);
        if (rate <= most) {
            return;
        }
        servers.stream()
                .filter(Predicate.not(DnsChecks::isLoopback))
                .findFirst()
                .ifPresent(server ->
                        rates.problem(
                                vantage,
                                text(rate)
                                        + " is more than may be asked of "
                                        + server
                                        + "; right would be at most "
                                        + text(most)));
    }

    private static String text(double rate) {
        return BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString() + "/s";
    }

    /** The same server under two names would be asked twice as often as is polite. */
    private static void checkTwice(Section resolvers) {
        Map<String, String> names = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        resolvers
                .named()
                .forEach((name, address) -> {
                    String other = names.putIfAbsent(address, name);
                    if (other != null && !isLoopback(address)) {
                        twice.add(name);
                    }
                });
        twice.forEach(name ->
                resolvers.problem(
                        name,
                        "is asked as "
                                + names.get(resolvers.text(name).orElseThrow())
                                + " already; right would be another server"));
    }

    private static boolean isLoopback(String address) {
        return LOOPBACK.matcher(address).matches();
    }
}
