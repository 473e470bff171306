package io.blackstart.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.DnsAnswered;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Ended;
import io.blackstart.evidence.Event.HarnessStalled;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.InMemoryEvidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the golden folders began with: thin stories, some ten requests a second. Only folders that
 * are missing are written; what lies there is never touched.
 */
final class GoldenCases {
    private static final double RATE = 10;
    private static final Outage TRUTH = new Outage(7, 6.31, 21.31, 27, 10.2, true, 3, 0.4, 0);

    private static final String EXPERIMENT =
            """
            apiVersion: blackstart/v1
            name: A thin drill
            hypothesis: Few users are enough to see it.
            environment: environment.yaml
            good: {latency: 1s, share: 90%, window: 1s, hold: 3s}
            steadyState: []
            load:
              rate: 10/s
              writes: 25%
              timeout: 2s
              connections: {fresh: 50%, pooled: 50%}
              dns: {via: office, caches: 8, behaviour: ttl}
            fault:
              region: active
              fis:
                targets:
                  entrySubnets: {resourceType: 'aws:ec2:subnet', resourceTags: {tier: entry}, selectionMode: ALL}
                actions:
                  blackhole:
                    actionId: 'aws:network:disrupt-connectivity'
                    parameters: {scope: all, duration: PT5M}
                    targets: {Subnets: entrySubnets}
                stopConditions: [{source: none}]
            failover: {by: automatic}
            timeline: {baseline: 5s, fault: 15s, after: 5s}
            return: {policy: leave}
            budgets:
              recoveryTime: {limit: 12s, clients: 100%}
              recoveryPoint: 2s
              lostWrites: 10
              dnsFlip: 6s
              droppedRequests: {count: 120, share: 80%}
              detection: 6s
              failback: {lostWrites: 0, droppedRequests: 0}
            guardRails: {maxDuration: 2m, abortWhen: [{probe: standby, unhealthyFor: 10s}]}
            """;

    private GoldenCases() {}

    static void createMissing(Path folders) throws IOException {
        for (Map.Entry<String, String> golden : cases().entrySet()) {
            Path folder = folders.resolve(golden.getKey());
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT, UTF_8);
                Files.writeString(folder.resolve("evidence.ndjson"), golden.getValue(), UTF_8);
            }
        }
    }

    private static Map<String, String> cases() {
        List<Event> healthy = Story.of(TRUTH, RATE);
        Map<String, String> cases = new TreeMap<>();
        cases.put("healthy-failover", text(healthy));
        cases.put("control-no-fault", text(told(TRUTH.withBegan(Outage.NEVER).withFlips(false))));
        cases.put("promotion-broken", text(told(TRUTH.withPromoted(Outage.NEVER))));
        cases.put("promotion-after-the-mend", text(told(TRUTH.withPromoted(22.5))));
        cases.put("promotion-after-the-clients", text(told(TRUTH.withPromoted(17))));
        cases.put("flip-never", text(told(TRUTH.withFlips(false))));
        cases.put("killed-under-the-fault", text(Edits.killedAt(healthy, 12)));
        String whole = text(healthy);
        cases.put("torn-file", whole.substring(0, whole.length() - 20));
        cases.put("interrupted-over-budget", text(interrupted()));
        cases.put(
                "harness-stalled",
                text(Edits.with(healthy, new HarnessStalled(Story.time(9), Story.time(0.9)))));
        cases.put(
                "lost-in-the-middle",
                text(Edits.survivors(healthy, ids -> Edits.minus(ids, id -> id > 10 && id < 14))));
        cases.put(
                "replication-was-behind",
                text(Edits.survivors(healthy, ids -> Edits.minus(ids, id -> id < 60))));
        cases.put("failback-late", text(failback(healthy)));
        cases.put(
                "refused",
                text(Edits.ending(Edits.killedAt(healthy, 5), Ended.REFUSED, "not in the window")));
        return cases;
    }

    private static List<Event> told(Outage truth) {
        return Story.of(truth, RATE);
    }

    /** Ctrl-C when the budget was gone already. */
    private static List<Event> interrupted() {
        List<Event> noPromotion = told(TRUTH.withPromoted(Outage.NEVER));
        return Edits.ending(Edits.killedAt(noPromotion, 20.5), Ended.INTERRUPTED, "Ctrl-C");
    }

    /** DNS returns three seconds after the mend, and some requests are lost on the way. */
    private static List<Event> failback(List<Event> events) {
        List<Event> returned =
                events.stream()
                        .map(event ->
                                event instanceof DnsAnswered answer
                                                && answer.asked().compareTo(Story.time(24)) > 0
                                        ? new DnsAnswered(
                                                answer.at(),
                                                answer.asked(),
                                                answer.vantage(),
                                                answer.server(),
                                                answer.rcode(),
                                                List.of("127.0.10.1"),
                                                answer.ttlSeconds())
                                        : event)
                        .toList();
        return Edits.requests(
                returned,
                request ->
                        request.due().compareTo(Story.time(24)) > 0
                                        && request.purpose() == Purpose.READ
                                        && request.number() % 5 == 0
                                ? Edits.dropped(request, Outcome.FAILED, DropClass.HTTP_5XX)
                                : request);
    }

    private static String text(List<Event> events) {
        return new InMemoryEvidence(Story.header(EXPERIMENT), events).text();
    }
}
