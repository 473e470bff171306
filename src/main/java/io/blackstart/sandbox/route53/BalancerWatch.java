package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.LoadBalancers;
import io.blackstart.sandbox.LoadBalancers.Balancer;
import io.blackstart.sandbox.aws.CloudTimer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Looks at the load balancers that aliases lead to, and lets the name servers know what changed: no
 * answer ever waits for a load balancer.
 */
final class BalancerWatch implements AutoCloseable {
    /**
     * How often a load balancer is looked at, on the cloud's clock. AWS does not say how its target
     * health reaches Route 53.
     */
    private static final Duration EVERY = Duration.ofSeconds(1);

    private static final String DUAL_STACK = "dualstack.";

    private final LoadBalancers balancers;
    private final CloudTimer timer;
    private final NameServers servers;
    // guarded by this, both of them
    private final Map<String, Balancer> last = new HashMap<>();
    private boolean closed;

    /** Begins to watch, nothing so far. */
    BalancerWatch(LoadBalancers balancers, CloudTimer timer, NameServers servers) {
        this.balancers = balancers;
        this.timer = timer;
        this.servers = servers;
        timer.after(EVERY, this::look);
    }

    /** Whether there is a load balancer of that name. */
    boolean exists(String dnsName) {
        return balancers.find(plain(dnsName)).isPresent();
    }

    /** Watches these as well; what they are now is known to the name servers at once. */
    synchronized void add(Set<String> dnsNames) {
        for (String name : dnsNames) {
            if (!last.containsKey(name)) {
                Balancer now = now(name);
                last.put(name, now);
                servers.tell(server -> server.balancer(name, now));
            }
        }
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        timer.after(EVERY, this::look);
        last.replaceAll((name, before) -> {
            Balancer now = now(name);
            if (!now.equals(before)) {
                servers.propagate(server -> server.balancer(name, now));
            }
            return now;
        });
    }

    private Balancer now(String dnsName) {
        return balancers.find(plain(dnsName)).orElse(Knowledge.GONE);
    }

    /** Without the dot, and the prefix that asks for both kinds of addresses. */
    private static String plain(String dnsName) {
        String name = dnsName.endsWith(".") ? dnsName.substring(0, dnsName.length() - 1) : dnsName;
        return name.startsWith(DUAL_STACK) ? name.substring(DUAL_STACK.length()) : name;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
