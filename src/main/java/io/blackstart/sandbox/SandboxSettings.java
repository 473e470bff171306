package io.blackstart.sandbox;

import io.blackstart.sandbox.lease.LeaseTerms;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a sandbox behaves. Spans are real time unless said otherwise.
 *
 * @param speed how much faster than real time the cloud's clock runs, 1 to 100
 * @param truth where the truth is written at the end; not kept when empty
 */
public record SandboxSettings(
        int speed, Optional<Path> truth, Names names, Application application, Data data, Wan wan) {

    public SandboxSettings {
        require(speed >= 1 && speed <= 100, "speed must be from 1 to 100, not " + speed);
        requireWordInTime(data, wan);
    }

    /** On a longer way a healthy writer would be taken for gone, with a lease and without. */
    private static void requireWordInTime(Data data, Wan wan) {
        Duration silence = data.lease().orElse(LeaseTerms.UNFENCED).length();
        Duration slowest = wan.delay().plus(wan.jitter());
        String what =
                data.lease().isPresent()
                        ? "lease"
                        : "the silence after which a writer counts as gone without fencing";
        require(
                silence.compareTo(slowest.multipliedBy(Wan.LEASE_DELAYS_MIN)) >= 0,
                what
                        + " must be at least ten times wanDelay and wanJitter together, not "
                        + silence.toMillis()
                        + " ms");
    }

    /**
     * What Route 53 is seeded with, and how it behaves where AWS does not say.
     *
     * @param ttl of a load balancer's address, and of plain records, in seconds of the cloud's
     *     clock
     * @param interval of the health checks, in seconds of the cloud's clock: 10 or 30
     * @param threshold checks in a row that turn a checker's mind, 1 to 10
     * @param propagation from the checkers to the name servers, on the cloud's clock; AWS does not
     *     say how long it takes
     * @param blackholeInterval from where a checker's interval counts when a check timed out; AWS's
     *     text allows both readings
     * @param records how the failover pair names its sides
     * @param primaryCheck whether the PRIMARY record carries a health check
     * @param secondaryCheck whether the SECONDARY record carries one
     * @param evaluateTargetHealth of the aliases
     * @param aaaa what is there besides the A records
     */
    public record Names(
            int ttl,
            int interval,
            int threshold,
            Duration propagation,
            BlackholeInterval blackholeInterval,
            Records records,
            boolean primaryCheck,
            boolean secondaryCheck,
            boolean evaluateTargetHealth,
            Aaaa aaaa) {
        /** From where a checker's interval counts when a check timed out. */
        public enum BlackholeInterval {
            /** From the start of the check. */
            START_TO_START,
            /** From its end. */
            END_TO_START
        }

        /** How the failover pair names its sides. */
        public enum Records {
            /** Aliases of the load balancers. */
            ALIAS,
            /** Plain addresses with a TTL of their own. */
            PLAIN
        }

        /** What stands beside the A records. */
        public enum Aaaa {
            /** No AAAA record at all. */
            NONE,
            /** A failover pair of its own. */
            PAIRED,
            /**
             * One AAAA record of the region that is active at the start, which never fails over.
             */
            PRIMARY_ONLY
        }

        public Names {
            require(ttl >= 0, "ttl must not be negative: " + ttl);
            require(interval == 10 || interval == 30, "interval must be 10 or 30, not " + interval);
            require(
                    threshold >= 1 && threshold <= 10,
                    "threshold must be from 1 to 10, not " + threshold);
            require(!propagation.isNegative(), "propagation must not be negative");
        }
    }

    /**
     * The application of both regions.
     *
     * @param health what {@code /healthz} looks at
     * @param standby how much of the passive region runs before it is needed
     * @param scaleOut from the first load on a pilot light until it has all its instances, on the
     *     cloud's clock
     * @param pilotRequests requests that a pilot light serves at a time; more get 503
     * @param standbyUses which database the passive region's application uses
     * @param errorRate share of requests that fail for no reason, 0 to 0.01
     * @param idempotency what becomes of the keys of {@code POST /orders}
     */
    public record Application(
            Health health,
            Standby standby,
            Duration scaleOut,
            int pilotRequests,
            StandbyUses standbyUses,
            double errorRate,
            Idempotency idempotency) {
        /** What {@code /healthz} looks at. */
        public enum Health {
            /** The region's own database, and whether it has been superseded. */
            DEEP,
            /** The process only. */
            SHALLOW,
            /** The other region's database as well. */
            CROSS_REGION,
            /**
             * Whether it takes writes: a region is unhealthy for as long as the other one is the
             * writer, so that DNS does not go back to it by itself.
             */
            WRITER
        }

        /** How much of the passive region runs. */
        public enum Standby {
            /** One instance in each zone. */
            FULL,
            /** One instance of limited concurrency, which is scaled out under load. */
            PILOT_LIGHT,
            /** None: nothing answers there. */
            DOWN
        }

        /** Which database the passive region's application uses. */
        public enum StandbyUses {
            /** Its own region's. */
            OWN,
            /** The other region's, for good: it dies with it. */
            THE_OTHERS
        }

        /** What becomes of idempotency keys when the other region takes over. */
        public enum Idempotency {
            /** They are written with the order, and replicated with it. */
            KEPT,
            /** Each region knows only those that it has seen itself. */
            FORGOTTEN_AT_FAILOVER
        }

        public Application {
            require(!scaleOut.isNegative(), "scaleOut must not be negative");
            require(pilotRequests >= 1, "pilotRequests must be at least 1, not " + pilotRequests);
            require(
                    errorRate >= 0 && errorRate <= 0.01,
                    "errorRate must be from 0 to 0.01, not " + errorRate);
            require(
                    standby != Standby.DOWN || standbyUses != StandbyUses.THE_OTHERS,
                    "standbyUses must not be theOthers where standby is down: nothing runs there");
        }
    }

    /**
     * The two databases.
     *
     * @param replication how writes reach the standby
     * @param replicationDelay how far the standby stays behind on purpose
     * @param promotion what happens when the writer is gone
     * @param promotionDelay how much longer an automatic promotion takes
     * @param lease how long the writer may write without hearing from the controller; none means
     *     that nothing fences an old writer
     * @param comeback what becomes of the old writer when it is reachable again
     * @param topology what RDS calls the two clusters
     */
    public record Data(
            Replication replication,
            Duration replicationDelay,
            Promotion promotion,
            Duration promotionDelay,
            Optional<LeaseTerms> lease,
            Comeback comeback,
            Topology topology) {
        /** How writes reach the standby. */
        public enum Replication {
            /** Behind the commit's back. */
            ASYNCHRONOUS,
            /** Before a commit is acknowledged. */
            SYNCHRONOUS,
            /** Not since before the first order: nobody noticed. */
            STOPPED
        }

        /** What happens when the writer is gone. */
        public enum Promotion {
            /** A controller promotes the standby. */
            AUTOMATIC,
            /** Somebody calls RDS. */
            MANUAL,
            /** The controller's call goes wrong, for good. */
            BROKEN
        }

        /** What becomes of the old writer when it is reachable again. */
        public enum Comeback {
            /** It stays as it is, with its own timeline. */
            LEFT,
            /** It is stopped, copied anew from the new writer, and becomes its standby. */
            RESYNCHRONISED,
            /** It gets the lease back as soon as it is healthy, with whatever it holds. */
            WRITER_AGAIN
        }

        /** What RDS calls the two clusters. */
        public enum Topology {
            /** Members of one global database. */
            GLOBAL,
            /** A cluster and its cross-Region read replica. */
            REPLICA,
            /** Two clusters of which RDS does not know that one copies the other. */
            PLAIN
        }

        public Data {
            require(!replicationDelay.isNegative(), "replicationDelay must not be negative");
            require(!promotionDelay.isNegative(), "promotionDelay must not be negative");
            require(
                    promotion != Promotion.MANUAL || topology != Topology.PLAIN,
                    "promotion must not be manual where topology is plain: nobody could promote");
        }
    }

    /**
     * The ways between the regions and to them.
     *
     * @param delay one way between the regions, and between them and the controller, 0 to 5 s
     * @param jitter how much longer it sometimes takes, evenly spread
     * @param usersBlocked regions that users' packets do not reach
     * @param checkersBlocked regions that Route 53's checkers' packets do not reach
     */
    public record Wan(
            Duration delay,
            Duration jitter,
            Set<String> usersBlocked,
            Set<String> checkersBlocked) {
        private static final Duration DELAY_MAX = Duration.ofSeconds(5);
        private static final int LEASE_DELAYS_MIN = 10;

        public Wan {
            usersBlocked = Set.copyOf(usersBlocked);
            checkersBlocked = Set.copyOf(checkersBlocked);
            require(
                    !delay.isNegative() && delay.compareTo(DELAY_MAX) <= 0,
                    "wanDelay must be from 0 to 5 s, not " + delay.toMillis() + " ms");
            require(
                    !jitter.isNegative() && jitter.compareTo(DELAY_MAX) <= 0,
                    "wanJitter must be from 0 to 5 s, not " + jitter.toMillis() + " ms");
            for (Set<String> regions : List.of(usersBlocked, checkersBlocked)) {
                regions.forEach(region ->
                        require(
                                World.regions().contains(region),
                                "no region of the sandbox is called " + region));
            }
        }
    }

    /** What holds where nothing is said. */
    public static SandboxSettings defaults() {
        return SandboxSection.parse("{}");
    }

    /**
     * Reads the {@code sandbox:} section of an environment, as JSON.
     *
     * @throws IllegalArgumentException with one sentence that says what is wrong
     */
    public static SandboxSettings parse(String json) {
        return SandboxSection.parse(json);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
