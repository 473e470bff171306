package io.blackstart.sandbox.database;

import io.blackstart.sandbox.Databases;
import io.blackstart.sandbox.SandboxSettings.Data;
import io.blackstart.sandbox.Truth;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.database.Constellation.Member;
import io.blackstart.sandbox.database.Constellation.Part;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The two databases as RDS commands them, and what RDS does by itself or its owner beside it: a
 * standby is promoted, an old writer comes back as a copy of the new one. A command is checked
 * against the clusters' state at once, and done in the background.
 */
public final class Clusters implements Databases, AutoCloseable {
    private static final int BAD = 400;
    private static final int NOT_FOUND = 404;
    private static final Duration SETTLE_MAX = Duration.ofSeconds(4);

    private final Data settings;
    private final ClusterNames names;
    private final Constellation constellation; // guarded by itself
    private final ClusterWork work;
    private final LagWatch lag;
    private final Optional<Comeback> comeback;
    private final AtomicBoolean settled = new AtomicBoolean();

    private Clusters(
            Data settings,
            ClusterNames names,
            Constellation constellation,
            ClusterWork work,
            LagWatch lag,
            Optional<Comeback> comeback) {
        this.settings = settings;
        this.names = names;
        this.constellation = constellation;
        this.work = work;
        this.lag = lag;
        this.comeback = comeback;
    }

    /**
     * Takes charge of a pair that has begun.
     *
     * @param account number of the AWS account
     * @param beforeDiscard is told a region right before what its database holds is thrown away
     */
    public static Clusters over(
            PostgresPair pair,
            Data settings,
            String account,
            Truth truth,
            Consumer<String> beforeDiscard) {
        String first = pair.first().region();
        String second = pair.second().region();
        ClusterNames names = new ClusterNames(account, List.of(first, second));
        Constellation constellation = new Constellation(settings.topology(), names, first, second);
        PostgresPair.Following following =
                new PostgresPair.Following(settings.replication(), settings.replicationDelay());
        if (settings.replication() == Data.Replication.STOPPED) {
            truth.event(System.nanoTime(), "replicationStopped", second, Map.of());
        }
        ClusterWork work = new ClusterWork(pair, following, constellation, truth, beforeDiscard);
        return new Clusters(
                settings,
                names,
                constellation,
                work,
                LagWatch.start(pair, followers(constellation)),
                settings.comeback() == Data.Comeback.RESYNCHRONISED
                        ? Optional.of(Comeback.start(work, constellation))
                        : Optional.empty());
    }

    private static LagWatch.Followers followers(Constellation constellation) {
        return () -> {
            synchronized (constellation) {
                return constellation.members().stream()
                        .filter(member -> member.part() == Part.FOLLOWS)
                        .map(Member::region)
                        .toList();
            }
        };
    }

    @Override
    public List<Cluster> clusters() {
        synchronized (constellation) {
            return constellation.members().stream().map(this::cluster).toList();
        }
    }

    private Cluster cluster(Member member) {
        String region = member.region();
        boolean writes = constellation.writes(member);
        return new Cluster(
                names.cluster(region),
                region,
                names.arn(region),
                member.status(),
                names.endpoint(region),
                names.readerEndpoint(region),
                writes,
                constellation.source(member).map(names::arn),
                names.instances(region, writes ? member.lead() : -1));
    }

    @Override
    public Optional<Global> global() {
        synchronized (constellation) {
            return constellation
                    .head()
                    .map(head ->
                            new Global(
                                    names.global(),
                                    names.globalArn(),
                                    constellation.globalStatus(),
                                    names.arn(head),
                                    constellation.members().stream()
                                            .filter(Member::joined)
                                            .map(Member::region)
                                            .filter(region -> !region.equals(head))
                                            .map(names::arn)
                                            .toList()));
        }
    }

    @Override
    public void stop(String clusterId) {
        String region = names.regionOf(clusterId);
        synchronized (constellation) {
            constellation.stop(region);
            work.stop(region);
        }
    }

    @Override
    public void start(String clusterId) {
        String region = names.regionOf(clusterId);
        synchronized (constellation) {
            constellation.start(region);
            work.start(region);
        }
    }

    @Override
    public void failover(String clusterId) {
        String region = names.regionOf(clusterId);
        synchronized (constellation) {
            constellation.failover(region);
            work.restart(region, names.instances());
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>One PostgreSQL stands for all instances of a cluster: the reboot of one that serves nobody
     * breaks nothing off.
     */
    @Override
    public void reboot(String instanceId) {
        ClusterNames.Place place = names.place(instanceId);
        synchronized (constellation) {
            Member member = constellation.member(place.region());
            if (!member.atRest()) {
                throw new AwsFault(
                        BAD,
                        "InvalidDBInstanceState",
                        "DBInstance " + instanceId + " cannot: its cluster is not available");
            }
            if (member.lead() == place.index()) {
                constellation.reboot(place.region());
                work.restart(place.region(), 1);
            }
        }
    }

    @Override
    public void promote(String clusterId) {
        String region = names.regionOf(clusterId);
        synchronized (constellation) {
            constellation.promote(region);
            work.promote(region);
        }
    }

    @Override
    public void failoverGlobal(String globalId, String targetClusterArn) {
        String region = target(globalId, targetClusterArn);
        synchronized (constellation) {
            constellation.failoverGlobal(region);
            work.promote(region);
        }
    }

    @Override
    public void switchoverGlobal(String globalId, String targetClusterArn) {
        String region = target(globalId, targetClusterArn);
        synchronized (constellation) {
            constellation.switchoverGlobal(region);
            work.switchOver(region);
        }
    }

    private String target(String globalId, String targetClusterArn) {
        if (settings.topology() != Data.Topology.GLOBAL
                || !(globalId.equals(names.global()) || globalId.equals(names.globalArn()))) {
            throw new AwsFault(
                    NOT_FOUND,
                    "GlobalClusterNotFoundFault",
                    "Global cluster " + globalId + " not found");
        }
        return names.regionOf(targetClusterArn);
    }

    /**
     * Promotes a region's standby by means that RDS does not know of, for clusters of which RDS
     * does not know that one copies the other; returns at once, as RDS's commands do.
     */
    public void takeOver(String region) {
        synchronized (constellation) {
            constellation.takeOver(region);
            work.promote(region);
        }
    }

    /** Whether a region's database really is the standby of the pair, and nothing is being done. */
    public boolean follows(String region) {
        synchronized (constellation) {
            return constellation.member(region).part() == Part.FOLLOWS && rests(region);
        }
    }

    /** Whether a region's database is running and nothing is being done to it. */
    public boolean rests(String region) {
        synchronized (constellation) {
            return constellation.member(region).atRest();
        }
    }

    /**
     * How far each standby is behind its primary; one whose primary or itself has not answered for
     * some seconds is left out.
     */
    public Map<String, Duration> lag() {
        return lag.now();
    }

    /** No old writer begins to come back from now on; returns at once. */
    public void leaveBehind() {
        comeback.ifPresent(Comeback::stop);
    }

    /**
     * Takes no more commands; waits four seconds for those that are under way, all in all, and one
     * more for those that are broken off. Settling twice is harmless.
     */
    public void settle() {
        if (settled.compareAndSet(false, true)) {
            Deadline deadline = Deadline.in(SETTLE_MAX);
            comeback.ifPresent(each -> each.close(deadline));
            lag.close();
            work.close(deadline);
        }
    }

    /**
     * Every order id that each region's database holds, in order. A stopped database is started for
     * the question; one that does not answer is left out, and the truth says so.
     */
    public Map<String, List<String>> holds() {
        return work.holds();
    }

    @Override
    public void close() {
        settle();
    }
}
