package io.blackstart.sandbox.database;

import io.blackstart.sandbox.SandboxSettings.Data.Topology;
import io.blackstart.sandbox.aws.AwsFault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the two clusters are, and which command that allows: each command is refused, or its
 * cluster's status says what goes on until its end is told. Does nothing to any database. Not safe
 * for use by many threads.
 */
final class Constellation {
    /** Where a cluster rests: the only status in which it takes commands but a start. */
    static final String AVAILABLE = "available";

    static final String STOPPED = "stopped";
    private static final int BAD = 400;

    private final Topology topology;
    private final ClusterNames names;
    private final Map<String, Member> members = new TreeMap<>();
    private String head; // of the global database
    private String global = AVAILABLE;
    private String globalTarget = ""; // region whose command the global database is busy with

    /** Both available, the second following the first. */
    Constellation(Topology topology, ClusterNames names, String first, String second) {
        this.topology = topology;
        this.names = names;
        this.head = first;
        boolean joined = topology != Topology.PLAIN;
        members.put(first, new Member(first, Part.WRITES, joined, AVAILABLE, false, 0));
        members.put(second, new Member(second, Part.FOLLOWS, joined, AVAILABLE, false, 0));
    }

    /** What a database really is. */
    enum Part {
        /** The primary. */
        WRITES,
        /** A standby of the other one. */
        FOLLOWS,
        /** A primary whose standby has been promoted: it has a timeline of its own. */
        LEFT_BEHIND
    }

    /**
     * A cluster.
     *
     * @param joined whether RDS knows that it and the other one belong together
     * @param status RDS's word
     * @param busy whether something is done to it of which its status tells nothing
     * @param lead index of the instance that stands for the whole cluster
     */
    record Member(String region, Part part, boolean joined, String status, boolean busy, int lead) {
        Member part(Part now) {
            return new Member(region, now, joined, status, busy, lead);
        }

        Member joined(boolean now) {
            return new Member(region, part, now, status, busy, lead);
        }

        Member status(String now) {
            return new Member(region, part, joined, now, false, lead);
        }

        Member occupied() {
            return new Member(region, part, joined, status, true, lead);
        }

        Member lead(int now) {
            return new Member(region, part, joined, status, busy, now);
        }

        boolean atRest() {
            return status.equals(AVAILABLE) && !busy;
        }
    }

    List<Member> members() {
        return List.copyOf(members.values());
    }

    Member member(String region) {
        Member found = members.get(region);
        if (found == null) {
            throw new IllegalArgumentException("no such region: " + region);
        }
        return found;
    }

    Member other(String region) {
        return members.values().stream()
                .filter(member -> !member.region().equals(region))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it takes writes, as far as RDS knows. */
    boolean writes(Member member) {
        return switch (topology) {
            case GLOBAL -> !member.joined() || member.region().equals(head);
            case REPLICA -> member.part() != Part.FOLLOWS;
            case PLAIN -> true;
        };
    }

    /** The region of which RDS knows that this one copies it. */
    Optional<String> source(Member member) {
        return topology == Topology.REPLICA && member.joined() && member.part() == Part.FOLLOWS
                ? Optional.of(other(member.region()).region())
                : Optional.empty();
    }

    /** RDS's word for what the global database does. */
    String globalStatus() {
        return global;
    }

    /** The region that takes the global database's writes, where there is one. */
    Optional<String> head() {
        return topology == Topology.GLOBAL ? Optional.of(head) : Optional.empty();
    }

    void stop(String region) {
        Member member = atRest(region);
        if (member.joined()) {
            throw refused(
                    switch (topology) {
                        case GLOBAL ->
                                names.cluster(region)
                                        + " is a member of the global database "
                                        + names.global()
                                        + ", and RDS stops no such cluster; isolate its"
                                        + " database subnets instead";
                        case REPLICA, PLAIN ->
                                names.cluster(region)
                                        + (member.part() == Part.FOLLOWS ? " is" : " has")
                                        + " a cross-Region read replica, and RDS stops no such"
                                        + " cluster; isolate its database subnets instead";
                    });
        }
        put(member.status("stopping"));
    }

    void start(String region) {
        Member member = member(region);
        if (!member.status().equals(STOPPED)) {
            throw state(member, "it is not stopped");
        }
        put(member.status("starting"));
    }

    void failover(String region) {
        put(atRest(region).status("failing-over"));
    }

    void reboot(String region) {
        put(atRest(region).occupied());
    }

    /** A read replica, or a secondary of the global database, becomes a cluster of its own. */
    void promote(String region) {
        Member member = atRest(region);
        if (!member.joined() || member.part() != Part.FOLLOWS) {
            throw refused(names.cluster(region) + " is not a read replica of another cluster");
        }
        put(member.status("promoting"));
    }

    /** A standby takes over by means that RDS does not know of. */
    void takeOver(String region) {
        Member member = atRest(region);
        if (member.part() != Part.FOLLOWS) {
            throw state(member, "it is not a standby");
        }
        put(member.occupied());
    }

    void failoverGlobal(String region) {
        Member member = secondary(region);
        global = "failing-over";
        globalTarget = region;
        put(member.status("failing-over"));
    }

    void switchoverGlobal(String region) {
        Member member = secondary(region);
        Member old = atRest(other(region).region());
        global = "switching-over";
        globalTarget = region;
        put(member.status("switching-over"));
        put(old.status("switching-over"));
    }

    private Member secondary(String region) {
        Member member = atRest(region);
        if (!global.equals(AVAILABLE)) {
            throw new AwsFault(
                    BAD,
                    "InvalidGlobalClusterStateFault",
                    "The global database " + names.global() + " is " + global);
        }
        if (!member.joined() || region.equals(head)) {
            throw state(member, "it is not a secondary of the global database");
        }
        if (member.part() != Part.FOLLOWS) {
            throw state(member, "it is not synchronised with the global database's writer");
        }
        return member;
    }

    /** The one that was left behind is about to become a standby again. */
    void rejoin(String region) {
        Member member = atRest(region);
        if (member.part() != Part.LEFT_BEHIND) {
            throw state(member, "it was not left behind");
        }
        put(topology == Topology.PLAIN ? member.occupied() : member.status("modifying"));
    }

    /** A command has ended without changing anybody's part. */
    void rests(String region, String status) {
        put(member(region).status(status));
        globalRests(region);
    }

    /** The global database may be busy with a command about the other region: that one goes on. */
    private void globalRests(String region) {
        if (globalTarget.equals(region)) {
            global = AVAILABLE;
            globalTarget = "";
        }
    }

    /** The cluster's next instance stands for it now. */
    void ledBy(String region, int instances) {
        Member member = member(region);
        put(member.lead((member.lead() + 1) % instances));
    }

    /** A standby has been promoted; how RDS sees the old writer depends on the command. */
    void promoted(String region) {
        Member member = member(region);
        Member old = other(region);
        switch (member.status()) {
            case "promoting" -> {
                put(old.part(Part.LEFT_BEHIND).joined(topology == Topology.GLOBAL));
                put(member.part(Part.WRITES).joined(false).status(AVAILABLE));
            }
            case "failing-over", "switching-over" -> {
                head = region;
                put(old.part(Part.LEFT_BEHIND));
                put(member.part(Part.WRITES).status(AVAILABLE));
            }
            default -> {
                put(old.part(Part.LEFT_BEHIND));
                put(member.part(Part.WRITES).status(AVAILABLE));
            }
        }
        globalRests(region);
    }

    /** The one that was left behind follows the other again. */
    void rejoined(String region) {
        boolean joined = topology != Topology.PLAIN;
        Member source = other(region);
        head = source.region();
        put(source.joined(joined));
        put(member(region).part(Part.FOLLOWS).joined(joined).status(AVAILABLE));
    }

    private Member atRest(String region) {
        Member member = member(region);
        if (!member.atRest()) {
            throw state(member, "it is " + (member.busy() ? "busy" : member.status()));
        }
        return member;
    }

    private void put(Member member) {
        members.put(member.region(), member);
    }

    private AwsFault state(Member member, String why) {
        return refused("DBCluster " + names.cluster(member.region()) + " cannot: " + why);
    }

    private static AwsFault refused(String why) {
        return new AwsFault(BAD, "InvalidDBClusterStateFault", why);
    }
}
