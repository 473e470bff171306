package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.LoadBalancers.Balancer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a name server has heard besides records.
 *
 * @param checks whether a health check is healthy, by its id
 * @param balancers what stands behind a load balancer's name
 */
record Knowledge(Map<String, Boolean> checks, Map<String, Balancer> balancers) {
    /** A load balancer that is not there any more. */
    static final Balancer GONE = new Balancer(List.of(), List.of(), false);

    static final Knowledge NONE = new Knowledge(Map.of(), Map.of());

    Knowledge {
        checks = Map.copyOf(checks);
        balancers = Map.copyOf(balancers);
    }

    Knowledge withCheck(String id, boolean healthy) {
        Map<String, Boolean> changed = new HashMap<>(checks);
        changed.put(id, healthy);
        return new Knowledge(changed, balancers);
    }

    Knowledge withBalancer(String name, Balancer balancer) {
        Map<String, Balancer> changed = new HashMap<>(balancers);
        changed.put(name, balancer);
        return new Knowledge(checks, changed);
    }

    /** Whether a health check is healthy; one of which nothing is known is. */
    boolean healthy(String checkId) {
        return checks.getOrDefault(checkId, true);
    }

    Balancer balancer(String name) {
        return balancers.getOrDefault(name, GONE);
    }
}
