package io.blackstart.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One recorded fact of a run. Offsets are real time from the run's one monotonic origin; {@link
 * #at()} is when the fact was known, so a reply's arrival, not its request.
 */
public sealed interface Event {
    /** When the fact was known, from the run's origin. */
    Duration at();

    /** The course of a run, in order. */
    enum Phase {
        PREFLIGHT,
        WARM_UP,
        BASELINE,
        FAULT,
        AFTER,
        READ_BACK,
        CLEAN_UP,
        END
    }

    /** A step of the course begins. */
    record PhaseBegan(Duration at, Phase phase) implements Event {}

    /**
     * What was found by looking before the baseline: which region serves the users and takes the
     * writes.
     */
    record RolesFound(Duration at, String active, String passive) implements Event {}

    /**
     * The failover set-up as read through the Route 53 API; evidence for predictions and for the
     * detection interval. Durations are on the cloud's clock.
     *
     * @param checkers how many health checkers report
     */
    record FailoverConfigured(
            Duration at,
            String healthCheckId,
            Duration interval,
            int threshold,
            int checkers,
            Duration ttl)
            implements Event {}

    /** A guard rail or precondition was asked, and what it said. */
    record GuardRailAsked(Duration at, String name, boolean passed, String says) implements Event {}

    /** The undo intent is on disk, and the fault is about to be injected. */
    record FaultIntended(Duration at, String what) implements Event {}

    /**
     * The fault does something that FIS does not take back and Blackstart will: it lasts until
     * {@link FaultMended}, whatever FIS says of its experiment.
     */
    record UndoIntended(Duration at, String what) implements Event {}

    /**
     * FIS's own account of its experiment; its times are whole seconds of the cloud's wall clock,
     * evidence only.
     *
     * @param actions action name → status
     */
    record FisSaid(
            Duration at,
            String experimentId,
            String status,
            String reason,
            Map<String, String> actions,
            Optional<Instant> startTime,
            Optional<Instant> endTime)
            implements Event {
        public FisSaid {
            actions = Map.copyOf(actions);
        }
    }

    /**
     * FIS was asked to stop, or found already ended; the fault is still in force until {@link
     * FaultMended}.
     */
    record MendAsked(Duration at, String why) implements Event {}

    /**
     * FIS reports the experiment at its end, and what FIS does not undo is undone: nothing of the
     * fault is in force any more by the cloud's account.
     */
    record FaultMended(Duration at, String status) implements Event {}

    /** Which part of the load a request belongs to. */
    enum Cohort {
        /** A connection of its own. */
        FRESH,
        /** A pooled connection. */
        POOLED
    }

    /** What a request was for. */
    enum Purpose {
        READ,
        WRITE
    }

    /** What became of a request. */
    enum Outcome {
        SUCCEEDED,
        /** It certainly had no effect and gave the user nothing. */
        FAILED,
        /** A write that may or may not have been written. */
        INDETERMINATE,
        /** Due, and not sent: our own limit. */
        NOT_SENT
    }

    /** Why a request was dropped. The names are those of {@code verdict.json}. */
    enum DropClass {
        NONE("none"),
        DNS("dns"),
        REFUSED("refused"),
        CONNECT_TIMEOUT("connectTimeout"),
        TLS("tls"),
        READ_TIMEOUT("readTimeout"),
        RESET("reset"),
        EOF("eof"),
        PROTOCOL("protocol"),
        HTTP_4XX("http4xx"),
        HTTP_5XX("http5xx"),
        THROTTLED("throttled"),
        UNAUTHORIZED("unauthorized"),
        WRONG_CONTENT("wrongContent"),
        STALE("stale");

        private final String text;

        DropClass(String text) {
            this.text = text;
        }

        /** The name in files. */
        public String text() {
            return text;
        }
    }

    /** The last thing a request was seen doing. */
    enum LastPhase {
        NONE,
        DNS,
        CONNECT,
        TLS,
        REQUEST,
        RESPONSE_HEADERS,
        RESPONSE_BODY,
        DONE
    }

    /**
     * The one record of one due request, however many attempts it took.
     *
     * @param at when it was done (or given up, or found not sendable)
     * @param due when it should have left; latency counts from here
     * @param sent when it was handed to the client, the same as {@code due} or later; equal to
     *     {@code at} when not sent
     * @param connecting when its connection began to be made; equal to {@code sent} when it used a
     *     pooled one
     * @param number of the request, from 0, dense
     * @param cache which of the load's DNS caches its user sits behind
     * @param id the order's number that was read or written
     * @param status HTTP status, 0 when there was none
     * @param region that answered, empty when none did
     * @param address connected to (or tried), empty when there was none
     * @param fresh whether it really made a connection of its own
     * @param client what its client model made of it; the outcome is the user's, {@code sent} is of
     *     the first attempt, and all that is told of a connection or an answer is of the last one
     */
    record RequestEnded(
            Duration at,
            Duration due,
            Duration sent,
            Duration connecting,
            long number,
            Purpose purpose,
            Cohort cohort,
            int cache,
            long id,
            Outcome outcome,
            DropClass dropClass,
            LastPhase lastPhase,
            int status,
            String region,
            String address,
            boolean fresh,
            Optional<ByClient> client)
            implements Event {
        /** A request of no client model: one attempt. */
        public RequestEnded(
                Duration at,
                Duration due,
                Duration sent,
                Duration connecting,
                long number,
                Purpose purpose,
                Cohort cohort,
                int cache,
                long id,
                Outcome outcome,
                DropClass dropClass,
                LastPhase lastPhase,
                int status,
                String region,
                String address,
                boolean fresh) {
            this(
                    at,
                    due,
                    sent,
                    connecting,
                    number,
                    purpose,
                    cohort,
                    cache,
                    id,
                    outcome,
                    dropClass,
                    lastPhase,
                    status,
                    region,
                    address,
                    fresh,
                    Optional.empty());
        }
    }

    /**
     * What a client model made of one request.
     *
     * @param name of the client's cohort
     * @param attempts how many were made, the last one among them; 0 when it was not sent
     * @param lastSent when the last attempt was handed to the HTTP client
     */
    record ByClient(String name, int attempts, Duration lastSent) {}

    /**
     * An attempt after which the user's client tried again. The last attempt of a request leaves no
     * such record: {@link RequestEnded} tells it.
     *
     * @param sent when it was handed to the HTTP client
     * @param connecting when its connection began to be made; equal to {@code sent} when it used a
     *     pooled one
     * @param number of the request
     * @param attempt from 1
     * @param client the name of the client's cohort
     */
    record AttemptEnded(
            Duration at,
            Duration sent,
            Duration connecting,
            long number,
            int attempt,
            String client,
            Purpose purpose,
            Outcome outcome,
            DropClass dropClass,
            LastPhase lastPhase,
            int status,
            String region,
            String address,
            boolean fresh)
            implements Event {}

    /**
     * A fresh-connection probe of one region's endpoint.
     *
     * @param asked when it began
     * @param served whether the region answered healthy (2xx)
     * @param writer whether the region said that it takes writes; empty when it did not say
     */
    record EndpointProbed(
            Duration at,
            Duration asked,
            String region,
            boolean served,
            DropClass dropClass,
            int status,
            Optional<Boolean> writer)
            implements Event {}

    /**
     * A DNS answer, or its absence.
     *
     * @param asked when the query left
     * @param vantage {@code authoritative}, a resolver's name, {@code system} or {@code jvm}; with
     *     {@code AAAA} behind it where the name's IPv6 addresses were asked for
     * @param server of the vantage point: {@code host:port}, or what was called
     * @param rcode such as NOERROR; {@code TIMEOUT} when there was no answer, {@code UNREACHABLE}
     *     when nobody could be asked
     * @param addresses sorted
     * @param ttlSeconds remaining, as answered; 0 without addresses, −1 where none is told
     */
    record DnsAnswered(
            Duration at,
            Duration asked,
            String vantage,
            String server,
            String rcode,
            List<String> addresses,
            long ttlSeconds)
            implements Event {
        public DnsAnswered {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * What Route 53's API says that a name server would answer (TestDNSAnswer); evidence only: the
     * control plane answers, not the servers that users ask.
     *
     * @param server the name server that it speaks for
     * @param records as the API writes them, sorted
     */
    record TestAnswerSaid(
            Duration at,
            Duration asked,
            String server,
            String type,
            String rcode,
            List<String> records)
            implements Event {
        public TestAnswerSaid {
            records = List.copyOf(records);
        }
    }

    /** What each checker of a health check last saw, as the API tells it. */
    record CheckersSaid(
            Duration at, Duration asked, String healthCheckId, List<Observation> observations)
            implements Event {
        public CheckersSaid {
            observations = List.copyOf(observations);
        }
    }

    /** One checker's last result; {@code checked} is the cloud's wall clock. */
    record Observation(String checker, boolean success, Instant checked, String status) {}

    /**
     * How far the passive region was behind, seen through the service contract.
     *
     * @param acknowledged when the newest write then known was acknowledged by the active region
     * @param lastAbsent when the passive region was last asked for it and did not have it; equal to
     *     {@code acknowledged} when it was there at once
     * @param at when the passive region's answer that has it arrived
     */
    record ReplicationSeen(Duration at, long id, Duration acknowledged, Duration lastAbsent)
            implements Event {}

    /**
     * A pass over the surviving writes. Ids in interval notation, such as {@code 3-17,40}.
     *
     * @param duplicates how many orders more there were than ids
     * @param duplicateIds that were there more than once; earlier versions did not tell them
     */
    record SurvivorsRead(
            Duration at,
            int pass,
            boolean complete,
            String ids,
            long duplicates,
            Optional<String> duplicateIds)
            implements Event {}

    /**
     * What a region had of the drill's writes that was not asked as the survivors' keeper: evidence
     * of what could be brought back by hand.
     *
     * @param complete whether it was read to its end; if not, {@code why} tells the reason
     * @param ids in interval notation
     */
    record OtherRegionRead(Duration at, String region, boolean complete, String ids, String why)
            implements Event {}

    /** The survivors did, or did not, agree in two passes. */
    record SurvivorsAgreed(Duration at, boolean agreed, String why) implements Event {}

    /** The drill's own writes were taken away. */
    record CleanedUp(Duration at, long deleted, long left, String why) implements Event {}

    /** The heartbeat came late: this machine or JVM stood still. */
    record HarnessStalled(Duration at, Duration lasted) implements Event {}

    /** Where a control stands. */
    enum Control {
        /** An echo on loopback, through the same HTTP stack as the service. */
        LOOPBACK,
        /** Somewhere that the fault must not touch. */
        OUTSIDE,
        /** In the region that the fault hits, outside its targets. */
        SAME_REGION
    }

    /**
     * A target that the fault must not touch was asked.
     *
     * @param control which one; evidence that does not say it knew only the loopback
     * @param dropClass why it did not serve, where that is known
     */
    record ControlProbed(
            Duration at,
            Duration asked,
            boolean served,
            Optional<Control> control,
            Optional<DropClass> dropClass)
            implements Event {}

    /** How much of something limited is taken. */
    record Room(long used, long most) {}

    /**
     * How this machine and JVM did since the sample before, once a second.
     *
     * @param since when the sample before was taken
     * @param late by how much the latest beat of the heartbeats came too late
     * @param collecting how long everything stood still for the garbage collector
     * @param cpuWaited how long some task, of ours or others, waited for a processor; empty where
     *     the operating system does not tell
     * @param processors tasks that run or wait, averaged over a minute, against processors, both in
     *     hundredths; empty where the operating system does not tell
     * @param descriptors open file descriptors
     * @param ports TCP sockets, waiting ones included, against the ports that connections may leave
     *     from
     * @param wallShift by how much further the wall clock went than the monotonic one; negative
     *     when it was put back
     * @param asleep by how much further the clock that counts suspension went than the monotonic
     *     one
     */
    record HarnessSampled(
            Duration at,
            Duration since,
            Duration late,
            Duration collecting,
            Optional<Duration> cpuWaited,
            Optional<Room> processors,
            Optional<Room> descriptors,
            Optional<Room> ports,
            Duration wallShift,
            Optional<Duration> asleep)
            implements Event {}

    /**
     * What the {@code Date} of a remote party's answers tells of its wall clock.
     *
     * @param since when the first of these answers was asked for
     * @param clock whose, such as a region or {@code route53}
     * @param least by how much at least it was ahead of our wall clock at the origin plus the
     *     monotonic time since; negative when behind
     * @param most by how much at most
     */
    record ClockCompared(Duration at, Duration since, String clock, Duration least, Duration most)
            implements Event {}

    /** How the run ended. */
    enum Ended {
        COMPLETED,
        ABORTED,
        INTERRUPTED,
        REFUSED,
        FAILED
    }

    /** The run is over; the last event of a complete file. */
    record RunEnded(Duration at, Ended ended, String why, List<String> leftBehind)
            implements Event {
        public RunEnded {
            leftBehind = List.copyOf(leftBehind);
        }
    }

    /** Something a reader should know, in words. */
    record Noted(Duration at, String text) implements Event {}
}
