package io.blackstart.experiment;

import io.blackstart.experiment.Client.Connections;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code load.clients} and {@code load.sessions}, and what a schema cannot say about them. */
final class ClientsReader {
    private static final double ROUNDING = 1e-9;

    private ClientsReader() {}

    static List<Client> clients(Section load) {
        return load.sections("clients").stream().map(ClientsReader::client).toList();
    }

    private static Client client(Section client) {
        return new Client(
                client.text("name").orElseThrow(),
                client.share("share").orElseThrow(),
                Connections.valueOf(
                        client.text("connections", "pooled")
                                .orElseThrow()
                                .toUpperCase(Locale.ROOT)),
                ClientModel.of(client.text("model", "none").orElseThrow()),
                client.duration("connectionAge"),
                client.flag("idempotencyKey").orElse(false));
    }

    static Optional<Sessions> sessions(Section load) {
        Section sessions = load.section("sessions");
        return sessions.whole("users")
                .map(users -> new Sessions(Math.toIntExact(users), sessions.text("header")));
    }

    static void check(Section load) {
        List<Section> clients = load.sections("clients");
        if (clients.isEmpty()) {
            return;
        }
        if (load.has("connections")) {
            load.keyProblem(
                    "connections",
                    "load.clients says already how each cohort connects; right would be to leave"
                            + " one of the two out");
        }
        checkShares(load, clients);
        Set<String> names = new HashSet<>();
        for (Section client : clients) {
            client.text("name")
                    .filter(name -> !names.add(name))
                    .ifPresent(name ->
                            client.problem(
                                    "name",
                                    '"'
                                            + name
                                            + "\" is the name of two cohorts; right would be"
                                            + " another one"));
            checkOne(load, client);
        }
    }

    private static void checkShares(Section load, List<Section> clients) {
        List<Share> shares =
                clients.stream().flatMap(client -> client.share("share").stream()).toList();
        double sum = shares.stream().mapToDouble(Share::value).sum();
        if (shares.size() == clients.size() && Math.abs(sum - 1) > ROUNDING) {
            load.keyProblem(
                    "clients",
                    "the shares "
                            + String.join(" + ", shares.stream().map(Share::text).toList())
                            + " are not 100% together");
        }
    }

    private static void checkOne(Section load, Section client) {
        Optional<Duration> age = client.duration("connectionAge");
        if (age.isPresent() && client.text("connections").equals(Optional.of("fresh"))) {
            client.keyProblem(
                    "connectionAge",
                    "a fresh connection serves one request and has no age; right would be to leave"
                            + " it out");
        }
        boolean reads =
                ExperimentReader.writes(load).filter(writes -> writes.value() == 0).isPresent();
        if (reads && client.flag("idempotencyKey").equals(Optional.of(true))) {
            client.keyProblem(
                    "idempotencyKey",
                    "nothing is written (load.writes is 0%); right would be load.writes above 0%,"
                            + " or to leave it out");
        }
    }
}
