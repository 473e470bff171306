package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.ClientsBack;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few points of the clients-back curve that a sentence has room for. */
final class ClientShares {
    private ClientShares() {}

    /**
     * When half, most and all clients were back; shares that the curve does not reach are left out.
     */
    static List<ClientsBack> of(Verdict verdict) {
        Map<ClientsBack, ClientsBack> points = new LinkedHashMap<>();
        for (double share : new double[] {0.5, 0.9, 0.99, 1}) {
            reaching(verdict, share).ifPresent(back -> points.put(back, at(share, back)));
        }
        return List.copyOf(points.values());
    }

    private static ClientsBack at(double share, ClientsBack back) {
        return new ClientsBack(share, back.least(), back.most());
    }

    private static Optional<ClientsBack> reaching(Verdict verdict, double share) {
        return verdict.clientsBack().stream()
                .sorted(Comparator.comparingDouble(ClientsBack::share))
                .filter(back -> back.share() >= share)
                .findFirst();
    }
}
