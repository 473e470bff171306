package io.blackstart.load;

import io.blackstart.evidence.Event.Cohort;
import io.blackstart.experiment.Client;
import io.blackstart.experiment.Client.Connections;
import io.blackstart.experiment.LoadProfile;
import io.blackstart.experiment.Sessions;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which user sends each request. Without sessions, each request is a user of its own, and the
 * cohorts' shares are met as evenly as numbers allow, among reads and among writes; with sessions,
 * they are shares of the users, and a user keeps cohort and DNS cache. Arithmetic only.
 */
final class Crowd {
    private final List<Client> clients;
    private final Optional<Sessions> sessions;
    private final double fresh;
    private final int caches;
    private final Mix mix;

    Crowd(LoadProfile profile, Mix mix) {
        this.clients = profile.clients();
        this.sessions = profile.sessions();
        this.fresh = profile.fresh().value();
        this.caches = profile.dns().caches();
        this.mix = mix;
    }

    /**
     * The user of one request.
     *
     * @param client index of the client cohort; empty where the load has none
     * @param cohort how the user connects
     * @param cache the DNS cache that the user sits behind
     * @param session the user's number; empty when nobody comes again
     */
    record User(OptionalInt client, Cohort cohort, int cache, OptionalInt session) {}

    User user(long number) {
        if (sessions.isPresent()) {
            int session = Math.floorMod(scattered(number), sessions.get().users());
            // scattered twice, so that no cache sees one cohort only
            int cache = Math.floorMod(scattered(scattered(session)), caches);
            return of(session, OptionalInt.of(session), cache, cohort(session, fresh));
        }
        return of(
                mix.ofItsPurpose(number),
                OptionalInt.empty(),
                mix.cache(number),
                mix.cohort(number));
    }

    private User of(long rank, OptionalInt session, int cache, Cohort otherwise) {
        if (clients.isEmpty()) {
            return new User(OptionalInt.empty(), otherwise, cache, session);
        }
        int client = client(rank);
        Cohort cohort =
                clients.get(client).connections() == Connections.FRESH
                        ? Cohort.FRESH
                        : Cohort.POOLED;
        return new User(OptionalInt.of(client), cohort, cache, session);
    }

    /** The first cohort takes its share of all, the second one its share of the rest, and so on. */
    private int client(long rank) {
        double left = 1;
        long place = rank;
        for (int index = 0; index < clients.size() - 1; index++) {
            double share = Math.min(1, clients.get(index).share().value() / left);
            if (Mix.steps(place, share)) {
                return index;
            }
            place -= (long) Math.floor(place * share);
            left -= clients.get(index).share().value();
        }
        return clients.size() - 1;
    }

    private static Cohort cohort(long rank, double fresh) {
        return Mix.steps(rank, fresh) ? Cohort.FRESH : Cohort.POOLED;
    }

    /** Spreads numbers as if by chance, always the same way (the finalizer of SplitMix64). */
    private static long scattered(long number) {
        long z = number + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
