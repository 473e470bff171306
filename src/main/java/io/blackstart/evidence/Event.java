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
     * The one record of one due request.
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

    /** A pass over the surviving writes. Ids in interval notation, such as {@code 3-17,40}. */
    record SurvivorsRead(Duration at, int pass, boolean complete, String ids, long duplicates)
            implements Event {}

    /** The survivors did, or did not, agree in two passes. */
    record SurvivorsAgreed(Duration at, boolean agreed, String why) implements Event {}

    /** The drill's own writes were taken away. */
    record CleanedUp(Duration at, long deleted, long left, String why) implements Event {}

    /** The heartbeat came late: this machine or JVM stood still. */
    record HarnessStalled(Duration at, Duration lasted) implements Event {}

    /** A target that the fault must not touch (loopback echo through the same stack) was asked. */
    record ControlProbed(Duration at, Duration asked, boolean served) implements Event {}

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
