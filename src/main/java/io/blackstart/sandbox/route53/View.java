package io.blackstart.sandbox.route53;

import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that a name server knows at one moment. Immutable. */
final class View {
    static final View EMPTY = new View(new LinkedHashMap<>(), Knowledge.NONE);

    private static final List<Integer> ADDRESSES = List.of(Type.A, Type.AAAA);

    /** A name without its trailing dot, and a type's name. */
    record Question(String name, String type) implements Comparable<Question> {
        private static final Comparator<Question> ORDER =
                Comparator.comparing(Question::name).thenComparing(Question::type);

        @Override
        public int compareTo(Question other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<String, ServedZone> zones; // never changed
    private final Map<Name, ZoneAnswers> byOrigin = new HashMap<>(); // not after construction
    private final Knowledge knowledge;

    private View(Map<String, ServedZone> zones, Knowledge knowledge) {
        this.zones = zones;
        this.knowledge = knowledge;
        // at AWS two zones of one name have different name servers; here the older one is asked
        zones.values()
                .forEach(zone ->
                        byOrigin.putIfAbsent(zone.origin(), new ZoneAnswers(zone, knowledge)));
    }

    Knowledge knowledge() {
        return knowledge;
    }

    View with(Knowledge changed) {
        return new View(zones, changed);
    }

    View with(String zoneId, ServedZone zone) {
        Map<String, ServedZone> changed = new LinkedHashMap<>(zones);
        changed.put(zoneId, zone);
        return new View(changed, knowledge);
    }

    View without(String zoneId) {
        Map<String, ServedZone> changed = new LinkedHashMap<>(zones);
        changed.remove(zoneId);
        return new View(changed, knowledge);
    }

    Optional<ZoneAnswers> zone(String id) {
        return Optional.ofNullable(zones.get(id)).map(zone -> new ZoneAnswers(zone, knowledge));
    }

    /** The zone that a name lies in: the one with the longest name. */
    Optional<ZoneAnswers> zoneOf(Name name) {
        for (int i = 0; i < name.labels(); i++) {
            ZoneAnswers found = byOrigin.get(i == 0 ? name : new Name(name, i));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** Every address that can be answered, sorted, by what is asked for. */
    Map<Question, List<String>> addresses() {
        Map<Question, List<String>> addresses = new TreeMap<>();
        for (ZoneAnswers answers : byOrigin.values()) {
            for (int type : ADDRESSES) {
                for (Name node : answers.zone().nodesWith(type)) {
                    addresses.put(
                            new Question(node.toString(true), Type.string(type)),
                            answers.possible(node, type).stream()
                                    .map(Record::rdataToString)
                                    .sorted()
                                    .toList());
                }
            }
        }
        return addresses;
    }
}
