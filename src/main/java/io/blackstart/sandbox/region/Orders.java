package io.blackstart.sandbox.region;

import io.blackstart.sandbox.lease.Lease;
import io.blackstart.sandbox.truth.TruthRecorder;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One instance's application, without HTTP: each method answers one kind of request. */
final class Orders {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAGE_MAX = 10_000;
    private static final int ID_LENGTH_MAX = 200;

    private final String database;
    private final OrderStore store;
    private final String keyScope;
    private final Lease lease;
    private final TruthRecorder truth;
    private final Queue<String> unknown = new ConcurrentLinkedQueue<>();

    /**
     * @param database the region whose database the store is
     * @param keyScope within which idempotency keys are known: one for both regions, or one each
     */
    Orders(String database, OrderStore store, String keyScope, Lease lease, TruthRecorder truth) {
        this.database = database;
        this.store = store;
        this.keyScope = keyScope;
        this.lease = lease;
        this.truth = truth;
    }

    Answer put(String id, String body) {
        OptionalLong n = content(body);
        if (n.isEmpty() || id.isEmpty() || id.length() > ID_LENGTH_MAX) {
            return new Answer(400, "{\"error\":\"the body must be {\\\"n\\\": <integer>}\"}", true);
        }
        Duration remaining = lease.remaining();
        if (!remaining.isPositive()) {
            return Answer.refused();
        }
        return answer(
                store.put(id, n.getAsLong(), remaining, lease::held),
                new OrderStore.Order(id, n.getAsLong()));
    }

    /**
     * Writes the order that the body names, once for each key.
     *
     * @param key empty when the request had none
     */
    Answer post(String key, String body) {
        Optional<OrderStore.Order> order = posted(body);
        if (order.isEmpty() || key.isEmpty() || key.length() > ID_LENGTH_MAX) {
            return new Answer(
                    400,
                    "{\"error\":\"the body must be {\\\"id\\\": <text>, \\\"n\\\": <integer>}, and"
                            + " a header Idempotency-Key must be there\"}",
                    true);
        }
        Duration remaining = lease.remaining();
        if (!remaining.isPositive()) {
            return Answer.refused();
        }
        return answer(store.post(keyScope, key, order.get(), remaining, lease::held), order.get());
    }

    private Answer answer(Written written, OrderStore.Order order) {
        return switch (written) {
            case DONE -> {
                truth.commit(System.nanoTime(), database, order.id());
                yield Answer.of(201, order(order.id(), order.n()));
            }
            case NOTHING_TO_DO -> Answer.of(200, order(order.id(), order.n()));
            case CONFLICT -> Answer.of(409, "{\"error\":\"other content is there\"}");
            case NOT_WRITTEN -> Answer.refused();
            case UNKNOWN -> {
                unknown.add(order.id());
                yield silent();
            }
        };
    }

    Answer delete(String id) {
        Duration remaining = lease.remaining();
        if (!remaining.isPositive()) {
            return Answer.refused();
        }
        int[] copies = {0};
        return switch (store.delete(id, remaining, lease::held, count -> copies[0] = count)) {
            case DONE -> {
                truth.deleted(database, id, copies[0]);
                yield Answer.of(204, "");
            }
            case NOTHING_TO_DO -> notFound();
            case NOT_WRITTEN -> Answer.refused();
            case CONFLICT, UNKNOWN -> silent();
        };
    }

    Answer get(String id) {
        try {
            OptionalLong n = store.find(id);
            return n.isPresent() ? Answer.of(200, order(id, n.getAsLong())) : notFound();
        } catch (SQLException failed) {
            return silent();
        }
    }

    Answer list(String prefix, String after, int limit) {
        int size = Math.clamp(limit, 1, PAGE_MAX);
        List<String> found;
        try {
            found = store.ids(prefix, after, size + 1);
        } catch (SQLException failed) {
            return silent();
        }
        // an order that is there twice stands in one page with both of its rows
        int end = Math.min(size, found.size());
        while (end < found.size() && found.get(end).equals(found.get(end - 1))) {
            end++;
        }
        List<String> page = found.subList(0, end);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode ids = answer.putArray("ids");
        page.forEach(ids::add);
        if (found.size() > size) {
            answer.put("next", page.getLast());
        }
        return Answer.of(200, answer.toString());
    }

    /**
     * Takes down the commits of which the application never heard, as far as there were any, each
     * of them once.
     */
    void reconcile() throws SQLException {
        Set<String> ids = new HashSet<>(unknown);
        if (ids.isEmpty()) {
            return;
        }
        Instant wall = Instant.now();
        long nanos = System.nanoTime();
        store.commitTimes(ids)
                .forEach((id, at) ->
                        truth.commit(nanos - Duration.between(at, wall).toNanos(), database, id));
        unknown.removeAll(ids);
    }

    private static OptionalLong content(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            JsonNode n = json.path("n");
            return json.size() == 1 && n.isIntegralNumber() && n.canConvertToLong()
                    ? OptionalLong.of(n.asLong())
                    : OptionalLong.empty();
        } catch (JacksonException notJson) {
            return OptionalLong.empty();
        }
    }

    /** The order in the body of a POST, or nothing when it is of another shape. */
    static Optional<OrderStore.Order> posted(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            String id = json.path("id").asString("");
            JsonNode n = json.path("n");
            return json.size() == 2
                            && !id.isEmpty()
                            && id.length() <= ID_LENGTH_MAX
                            && n.isIntegralNumber()
                            && n.canConvertToLong()
                    ? Optional.of(new OrderStore.Order(id, n.asLong()))
                    : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static String order(String id, long n) {
        return JSON.createObjectNode().put("id", id).put("n", n).toString();
    }

    private static Answer notFound() {
        return Answer.of(404, "{\"error\":\"no such order\"}");
    }

    private static Answer silent() {
        return Answer.of(500, "{\"error\":\"the database did not answer\"}");
    }
}
