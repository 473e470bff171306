package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.route53.RecordSet.Routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which records of a group Route 53 answers. A group is all record sets of one name and one type,
 * and so of one routing policy; A and AAAA are groups apart.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html">How
 *     Route 53 chooses records</a>
 */
final class Selection {
    /** Records that a multivalue answer holds at most. */
    static final int MULTIVALUE_MAX = 8;

    /** A record set that may be chosen. */
    record Option<T>(Routing routing, boolean healthy, T what) {}

    private Selection() {}

    /** The answer to one question; chance decides where the policy leaves a choice. */
    static <T> List<T> choose(List<Option<T>> group, RandomGenerator random) {
        List<Option<T>> eligible = eligible(group);
        if (eligible.isEmpty()) {
            return List.of();
        }
        return switch (eligible.getFirst().routing) {
            case Routing.Simple(), Routing.OneOfPair _ -> List.of(eligible.getFirst().what);
            case Routing.Weighted _ -> List.of(byWeight(eligible, random).what);
            case Routing.MultiValue _ -> several(eligible, random);
        };
    }

    /** Those that are answered at this moment to one question or another. */
    static <T> List<Option<T>> eligible(List<Option<T>> group) {
        List<Option<T>> healthy = group.stream().filter(Option::healthy).toList();
        // no record healthy: all are
        List<Option<T>> among = healthy.isEmpty() ? group : healthy;
        List<Option<T>> first = among.stream().filter(option -> first(option.routing)).toList();
        return first.isEmpty() ? List.copyOf(among) : first;
    }

    /** Whether a healthy record is answered before those that only stand by. */
    private static boolean first(Routing routing) {
        return switch (routing) {
            case Routing.Simple(), Routing.MultiValue _ -> true;
            case Routing.Weighted(_, int weight) -> weight > 0;
            case Routing.OneOfPair(_, Failover role) -> role == Failover.PRIMARY;
        };
    }

    private static <T> Option<T> byWeight(List<Option<T>> eligible, RandomGenerator random) {
        int total = eligible.stream().mapToInt(option -> weight(option.routing)).sum();
        if (total == 0) {
            // nothing but weights of 0: each is as likely as the others
            return eligible.get(random.nextInt(eligible.size()));
        }
        int drawn = random.nextInt(total);
        for (Option<T> option : eligible) {
            drawn -= weight(option.routing);
            if (drawn < 0) {
                return option;
            }
        }
        throw new IllegalStateException("drawn beyond the total of " + total);
    }

    private static int weight(Routing routing) {
        return routing instanceof Routing.Weighted(_, int weight) ? weight : 0;
    }

    private static <T> List<T> several(List<Option<T>> eligible, RandomGenerator random) {
        List<Option<T>> shuffled = new ArrayList<>(eligible);
        Collections.shuffle(shuffled, random);
        return shuffled.stream().limit(MULTIVALUE_MAX).map(Option::what).toList();
    }
}
