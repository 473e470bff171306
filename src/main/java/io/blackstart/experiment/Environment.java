package io.blackstart.experiment;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where an experiment runs, how the service is spoken to, and what is allowed there: an environment
 * file, complete.
 *
 * @param regions two, in no order
 * @param database the name of the global cluster, evidence only
 * @param control what the fault must not touch
 */
public record Environment(
        List<String> regions,
        Account faultAccount,
        Account dnsAccount,
        DnsNames dns,
        Service service,
        Optional<String> database,
        Optional<OffPeak> window,
        List<String> accounts,
        Map<String, String> requiredTag,
        Control control) {
    public Environment {
        if (regions.size() != 2) {
            throw new IllegalArgumentException(
                    "an environment has two regions, not " + regions.size());
        }
        regions = List.copyOf(regions);
        accounts = List.copyOf(accounts);
        requiredTag = inOrder(requiredTag);
    }

    /** A copy that keeps the file's order: {@code Map.copyOf} has another one in each JVM. */
    private static <T> Map<String, T> inOrder(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The same environment with its trust file, if it names one, put where {@code place} says. */
    public Environment withTrust(UnaryOperator<String> place) {
        Service placed =
                new Service(
                        service.url(),
                        service.trust().map(place),
                        service.servedBy(),
                        service.headers(),
                        service.health(),
                        service.writer(),
                        service.read(),
                        service.write(),
                        service.survivors(),
                        service.cleanup(),
                        service.endpoints());
        return new Environment(
                regions,
                faultAccount,
                dnsAccount,
                dns,
                placed,
                database,
                window,
                accounts,
                requiredTag,
                control);
    }

    /**
     * Targets that the fault must not touch: while they are dark too, the trouble is not the
     * service's.
     *
     * @param url anywhere outside the drill
     * @param sameRegion region → something in it outside the fault's targets
     */
    public record Control(Optional<URI> url, Map<String, URI> sameRegion) {
        /** Where nothing is configured. */
        public static final Control NONE = new Control(Optional.empty(), Map.of());

        public Control {
            sameRegion = inOrder(sameRegion);
        }
    }

    /** Whose credentials one capability uses; the endpoint is an override only. */
    public record Account(
            Optional<String> profile, Optional<String> fisRoleArn, Optional<URI> endpoint) {}

    /**
     * The name under drill and where its answers are watched.
     *
     * @param authoritative addresses {@code host:port} of the zone's name servers
     * @param resolvers recursive resolvers by name, each {@code host:port}
     * @param watch how they are watched
     */
    public record DnsNames(
            String name,
            Optional<String> hostedZoneId,
            Optional<String> healthCheckId,
            List<String> authoritative,
            Map<String, String> resolvers,
            DnsWatch watch) {
        public DnsNames {
            authoritative = List.copyOf(authoritative);
            resolvers = inOrder(resolvers);
        }

        /** The same with the default watch. */
        public DnsNames(
                String name,
                Optional<String> hostedZoneId,
                Optional<String> healthCheckId,
                List<String> authoritative,
                Map<String, String> resolvers) {
            this(
                    name,
                    hostedZoneId,
                    healthCheckId,
                    authoritative,
                    resolvers,
                    new DnsWatch(false, false, Map.of()));
        }

        /** The names of all vantage points. */
        public List<String> vantagePoints() {
            List<String> names = new ArrayList<>();
            if (!authoritative.isEmpty()) {
                names.add(DnsWatch.AUTHORITATIVE);
            }
            names.addAll(resolvers.keySet());
            if (watch.system()) {
                names.add(DnsWatch.SYSTEM);
            }
            if (watch.jvm()) {
                names.add(DnsWatch.JVM);
            }
            return names;
        }
    }

    /**
     * How DNS answers are watched.
     *
     * @param system whether the operating system's resolver is a vantage point
     * @param jvm whether the JVM's own cache is one
     * @param rates questions a second to each server, by vantage point, where it is not the default
     */
    public record DnsWatch(boolean system, boolean jvm, Map<String, Double> rates) {
        /** The vantage point that asks the zone's own name servers. */
        public static final String AUTHORITATIVE = "authoritative";

        /** The operating system's resolver. */
        public static final String SYSTEM = "system";

        /** The JVM's own cache. */
        public static final String JVM = "jvm";

        /** The zone's own servers, each: the default, and the most where one is not on loopback. */
        public static final double AUTHORITATIVE_PER_SECOND_MOST = 20;

        /** All others: the default, and the most where it is not on loopback. */
        public static final double RESOLVER_PER_SECOND_MOST = 2;

        public DnsWatch {
            rates = inOrder(rates);
        }

        /** Questions a second to each server of that vantage point. */
        public double perSecond(String vantage) {
            return Optional.ofNullable(rates.get(vantage)).orElseGet(() -> politeMost(vantage));
        }

        /** The most that a server of that vantage point is asked when it is not on loopback. */
        public static double politeMost(String vantage) {
            return vantage.equals(AUTHORITATIVE)
                    ? AUTHORITATIVE_PER_SECOND_MOST
                    : RESOLVER_PER_SECOND_MOST;
        }
    }

    /** When a drill may break something, on a wall clock. */
    public record OffPeak(
            Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, Set<LocalDate> except) {
        public OffPeak {
            days = Set.copyOf(days);
            except = Set.copyOf(except);
        }
    }

    /**
     * The service contract: how users, and we, speak to the service.
     *
     * @param trust a PEM file with the certificate authorities that are trusted instead of the
     *     JDK's
     * @param headers sent with each request; {@code ${env:NAME}} is replaced when it is sent and is
     *     never written anywhere
     * @param endpoints straight to a region, for probes
     */
    public record Service(
            URI url,
            Optional<String> trust,
            ServedBy servedBy,
            Map<String, String> headers,
            Request health,
            Optional<Writer> writer,
            Request read,
            Optional<Write> write,
            Optional<Survivors> survivors,
            Optional<Request> cleanup,
            Map<String, URI> endpoints) {
        public Service {
            headers = inOrder(headers);
            endpoints = inOrder(endpoints);
        }
    }

    /**
     * A method and a path; {@code ${id}}, {@code ${n}}, {@code ${run}} and {@code ${cursor}} stand
     * for values.
     */
    public record Request(String method, String path) {}

    /** How one sees which region answered. */
    public sealed interface ServedBy {
        /** A response header names the region. */
        record Header(String name) implements ServedBy {}

        /** The address connected to tells it: region → addresses. */
        record Address(Map<String, List<String>> regions) implements ServedBy {
            public Address {
                regions = inOrder(regions);
            }
        }
    }

    /** How one sees whether a region takes writes: a response header that says {@code true}. */
    public record Writer(Request request, String header) {}

    /**
     * A write, and the answers that certainly did not write.
     *
     * @param withKey how clients write that repeat themselves safely
     */
    public record Write(
            Request request, String body, NotWritten notWritten, Optional<WithKey> withKey) {
        /** A write that knows no keys. */
        public Write(Request request, String body, NotWritten notWritten) {
            this(request, body, notWritten, Optional.empty());
        }
    }

    /** The same write under an idempotency key, which that header carries. */
    public record WithKey(Request request, String body, String header) {}

    /**
     * An answer with one of these statuses and this header (when named) certainly did not write.
     */
    public record NotWritten(Set<Integer> statuses, Optional<String> header) {
        public NotWritten {
            statuses = Set.copyOf(statuses);
        }
    }

    /** How the drill's surviving writes are read back. */
    public sealed interface Survivors {
        /**
         * A paged list; {@code ids} and {@code next} are paths such as {@code $.ids[*]} and {@code
         * $.next}.
         */
        record Listed(Request request, String ids, String next) implements Survivors {}

        /** One by one, with the read request. */
        record Each() implements Survivors {}
    }
}
