package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.ClientsBack;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The few points of the clients-back curve that a sentence has room for. */
final class ClientShares {
    private ClientShares() {}

    /**
     * When half, most and all clients were back; shares that the curve does not reach are left out.
     */
    static List<ClientsBack> of(Verdict verdict) {
        return DoubleStream.of(0.5, 0.9, 0.99, 1)
                .mapToObj(share -> reaching(verdict, share))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<ClientsBack> reaching(Verdict verdict, double share) {
        return verdict.clientsBack().stream()
                .sorted(Comparator.comparingDouble(ClientsBack::share))
                .filter(back -> back.share() >= share)
                .findFirst();
    }
}
