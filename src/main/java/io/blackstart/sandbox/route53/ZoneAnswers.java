package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.LoadBalancers.Balancer;
import io.blackstart.sandbox.route53.Selection.Option;
import io.blackstart.sandbox.route53.ServedZone.Served;
import io.blackstart.sandbox.route53.ServedZone.Source;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What a zone answers to whoever knows that much. Pure: health is what was heard of it, nothing is
 * looked at when a question comes.
 */
record ZoneAnswers(ServedZone zone, Knowledge knowledge) {
    /**
     * Whether an alias with a health check of its own is healthy only while both the check and the
     * target are. AWS discourages the combination and does not say; the other reading would be that
     * either is enough.
     */
    private static final boolean CHECK_AND_TARGET = true;

    /** Beyond it an alias leads nowhere; nothing else ends a ring of aliases. */
    private static final int ALIASES_MAX = 8;

    private static final int IPV6_BYTES = 16;

    /** The records for one question, chance deciding where there is a choice. */
    List<Record> chosen(Name node, int type, RandomGenerator random) {
        return records(node, type, group -> Selection.choose(group, random), 0);
    }

    /** All records that can be answered at this moment to one question or another. */
    List<Record> possible(Name node, int type) {
        return records(
                node,
                type,
                group -> Selection.eligible(group).stream().map(Option::what).toList(),
                0);
    }

    private List<Record> records(
            Name node, int type, Function<List<Option<Served>>, List<Served>> rule, int depth) {
        List<Served> group = zone.group(node, type);
        if (group.size() == 1 && group.getFirst().source() instanceof Source.Own(var records)) {
            // the one record of a group is answered whatever its health
            return records;
        }
        if (depth > ALIASES_MAX) {
            return List.of();
        }
        List<Option<Served>> options =
                group.stream()
                        .map(set -> new Option<>(set.routing(), healthy(set, type, depth), set))
                        .toList();
        List<Record> found = new ArrayList<>();
        for (Served set : rule.apply(options)) {
            switch (set.source()) {
                case Source.Own(var records) -> found.addAll(records);
                case Source.OfBalancer(String name, long ttl, _) ->
                        found.addAll(addresses(node, type, ttl, knowledge.balancer(name)));
                case Source.OfGroup(Name target, _) ->
                        records(target, type, rule, depth + 1)
                                .forEach(record -> found.add(record.withName(node)));
            }
        }
        return found;
    }

    private boolean healthy(Served set, int type, int depth) {
        boolean check = knowledge.healthy(set.healthCheckId());
        return switch (set.source()) {
            case Source.OfBalancer(String name, _, boolean evaluated) when evaluated ->
                    both(set, check, knowledge.balancer(name).healthy());
            case Source.OfGroup(Name target, boolean evaluated) when evaluated ->
                    both(set, check, anyHealthy(target, type, depth + 1));
            case Source.Own _, Source.OfBalancer _, Source.OfGroup _ -> check;
        };
    }

    private static boolean both(Served set, boolean check, boolean target) {
        if (set.healthCheckId().isEmpty()) {
            return target;
        }
        return CHECK_AND_TARGET ? check && target : check || target;
    }

    /** An alias to a group is healthy while one of the group's members is. */
    private boolean anyHealthy(Name node, int type, int depth) {
        return depth <= ALIASES_MAX
                && zone.group(node, type).stream().anyMatch(set -> healthy(set, type, depth));
    }

    private static List<Record> addresses(Name name, int type, long ttl, Balancer balancer) {
        List<Record> records = new ArrayList<>();
        if (type == Type.A) {
            balancer.ipv4()
                    .forEach(ip ->
                            records.add(
                                    new ARecord(name, DClass.IN, ttl, InetAddress.ofLiteral(ip))));
        } else if (type == Type.AAAA) {
            balancer.ipv6()
                    .forEach(ip -> records.add(new AAAARecord(name, DClass.IN, ttl, ipv6(ip))));
        }
        return records;
    }

    /** Java makes four bytes of an IPv4 address that is mapped into IPv6; the wire has sixteen. */
    private static byte[] ipv6(String ip) {
        byte[] bytes = InetAddress.ofLiteral(ip).getAddress();
        if (bytes.length == IPV6_BYTES) {
            return bytes;
        }
        byte[] mapped = new byte[IPV6_BYTES];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        System.arraycopy(bytes, 0, mapped, 12, bytes.length);
        return mapped;
    }
}
