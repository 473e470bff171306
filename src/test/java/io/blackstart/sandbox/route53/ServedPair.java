package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.LoadBalancers.Balancer;
import io.blackstart.sandbox.RecordedTruth;
import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Identity;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A name server as it stands in the sandbox, without the control plane that fills it. For tests.
 */
final class ServedPair {
    private ServedPair() {}

    /** With a failover pair of aliases, each with a health check, at {@code app.example.test}. */
    static NameServer server(RecordSet... more) {
        NameServer server = new NameServer("ns-1", new RecordedTruth());
        HostedZone zone = HostedZone.create("Z1", "example.test.", "c", "");
        NavigableMap<Identity, RecordSet> records = new TreeMap<>(zone.records());
        for (Failover role : Failover.values()) {
            String balancer = role.name().toLowerCase(Locale.ROOT) + ".elb.amazonaws.com.";
            RecordSet set =
                    new RecordSet(
                            "app.example.test.",
                            "A",
                            new Routing.OneOfPair(role.name(), role),
                            new Content.Alias("ZELB", balancer, true),
                            check(role));
            records.put(set.identity(), set);
            server.balancer(balancer, new Balancer(List.of("127.0.10.1"), List.of(), true));
        }
        for (RecordSet set : more) {
            records.put(set.identity(), set);
        }
        server.publish(
                "Z1",
                new ServedZone(
                        zone.withRecords(records),
                        new ServedZone.Translation(new CloudClock(1), 60)));
        return server;
    }

    /** The id of the health check of one of the pair. */
    static String check(Failover role) {
        return "check-" + role;
    }
}
