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

        /** One side of a failover pair. */
        record OneOfPair(String setIdentifier, Failover.Role role) implements Routing {}
    }

    /** What is answered. */
    sealed interface Content {
        /** Values in the form of a zone file. */
        record Values(long ttl, List<String> values) implements Content {
            public Values {
                values = List.copyOf(values);
            }
        }

        /** The addresses of a load balancer. */
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
        return switch (routing) {
            case Routing.Simple() -> "";
            case Routing.OneOfPair(String setIdentifier, _) -> setIdentifier;
        };
    }

    /** A name's labels from the last to the first: the order of Route 53's lists. */
    static String reversed(String name) {
        return String.join(".", List.of(name.split("\\.")).reversed()) + ".";
    }
}
