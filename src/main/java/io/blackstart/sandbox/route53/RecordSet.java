package io.blackstart.sandbox.route53;

import java.util.Comparator;
import java.util.List;

/**
 * A resource record set.
 *
 * @param name lower case, with its trailing dot
 * @param type such as {@code A}
 * @param healthCheckId or the empty string
 */
record RecordSet(String name, String type, Routing routing, Content content, String healthCheckId) {
    /** How Route 53 chooses among the sets of one name and type. */
    sealed interface Routing {
        /** The only set. */
        record Simple() implements Routing {}

        /**
         * One of several, chosen by lot.
         *
         * @param weight 0 to 255; a set of weight 0 is answered only when nothing else can be
         */
        record Weighted(String setIdentifier, int weight) implements Routing {
            /** The heaviest that there is. */
            static final int WEIGHT_MAX = 255;
        }

        /** One side of a failover pair. */
        record OneOfPair(String setIdentifier, Failover role) implements Routing {}

        /** One of several that are answered together. */
        record MultiValue(String setIdentifier) implements Routing {}

        /** The name among the sets of its name and type; empty for the only one. */
        default String setIdentifier() {
            return switch (this) {
                case Simple() -> "";
                case Weighted(String identifier, _) -> identifier;
                case OneOfPair(String identifier, _) -> identifier;
                case MultiValue(String identifier) -> identifier;
            };
        }
    }

    /** What is answered. */
    sealed interface Content {
        /** Values in the form of a zone file. */
        record Values(long ttl, List<String> values) implements Content {
            public Values {
                values = List.copyOf(values);
            }
        }

        /**
         * What a load balancer, or another record of the zone, answers.
         *
         * @param hostedZoneId the target's; the record's own zone for an alias to a record
         */
        record Alias(String hostedZoneId, String dnsName, boolean evaluateTargetHealth)
                implements Content {}
    }

    /** What tells a set from all others of its zone. */
    record Identity(String name, String type, String setIdentifier)
            implements Comparable<Identity> {
        private static final Comparator<Identity> ORDER =
                Comparator.comparing((Identity identity) -> reversed(identity.name))
                        .thenComparing(Identity::type)
                        .thenComparing(Identity::setIdentifier);

        @Override
        public int compareTo(Identity other) {
            return ORDER.compare(this, other);
        }

        /** As Route 53 names it in its messages. */
        String words() {
            return "[name='%s', type='%s'%s]"
                    .formatted(
                            name,
                            type,
                            setIdentifier.isEmpty()
                                    ? ""
                                    : ", set identifier='" + setIdentifier + "'");
        }
    }

    Identity identity() {
        return new Identity(name, type, setIdentifier());
    }

    /** The name among the sets of its name and type; empty for the only one. */
    String setIdentifier() {
        return routing.setIdentifier();
    }

    /** The set as Route 53 names it when it does not go with others. */
    String words() {
        return "RRSet with DNS name %s, type %s%s"
                .formatted(
                        name,
                        type,
                        setIdentifier().isEmpty() ? "" : ", SetIdentifier " + setIdentifier());
    }

    /** A name's labels from the last to the first: the order of Route 53's lists. */
    static String reversed(String name) {
        return String.join(".", List.of(name.split("\\.")).reversed()) + ".";
    }
}
