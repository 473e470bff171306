package io.blackstart.run;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Ended;
import io.blackstart.evidence.Event.EndpointProbed;
import io.blackstart.experiment.GuardRails.AbortWhen;
import io.blackstart.experiment.RegionRole;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Follows the evidence and stops the run when a region that must stay healthy is not. Safe for use
 * by many threads.
 */
public final class AbortWatch implements Consumer<Event> {
    private final List<AbortWhen> rules;
    private final String active;
    private final String passive;
    private final StopSignal stop;
    private final Map<String, Duration> lastServed = new HashMap<>(); // guarded by this

    /** Follows these rules, with the regions in these roles. */
    public AbortWatch(List<AbortWhen> rules, String active, String passive, StopSignal stop) {
        this.rules = List.copyOf(rules);
        this.active = active;
        this.passive = passive;
        this.stop = stop;
    }

    @Override
    public synchronized void accept(Event event) {
        if (!(event instanceof EndpointProbed probe)) {
            return;
        }
        if (probe.served() || !lastServed.containsKey(probe.region())) {
            lastServed.put(probe.region(), probe.at());
        }
        for (AbortWhen rule : rules) {
            String region = rule.region() == RegionRole.ACTIVE ? active : passive;
            Duration dark = probe.at().minus(lastServed.getOrDefault(region, probe.at()));
            if (region.equals(probe.region()) && dark.compareTo(rule.unhealthyFor()) > 0) {
                stop.stop(
                        Ended.ABORTED,
                        "guard rail: "
                                + region
                                + " answered no probe for "
                                + dark.toSeconds()
                                + " s");
            }
        }
    }
}
