package io.blackstart.sandbox;

import java.util.List;
import java.util.Optional;

/** The load balancers that aliases can lead to. */
public interface LoadBalancers {
    /** A load balancer by its DNS name, without a trailing dot, in lower case. */
    Optional<Balancer> find(String dnsName);

    /**
     * A load balancer as it is now.
     *
     * @param healthy whether EvaluateTargetHealth takes it for healthy: each target group that has
     *     targets has a healthy one
     */
    record Balancer(List<String> ipv4, List<String> ipv6, boolean healthy) {
        public Balancer {
            ipv4 = List.copyOf(ipv4);
            ipv6 = List.copyOf(ipv6);
        }
    }
}
