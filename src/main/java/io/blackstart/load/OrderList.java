package io.blackstart.load;

import io.blackstart.experiment.Environment.Survivors;
import io.blackstart.http.OrderIds;
import io.blackstart.http.Placeholders;

import okhttp3.Response;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** The service's paged list of the drill's orders. */
final class OrderList {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAGES_MOST = 1_000_000;

    private final OrderCourier courier;
    private final OrderIds ids;
    private final Survivors.Listed listed;

    OrderList(OrderCourier courier, OrderIds ids, Survivors.Listed listed) {
        this.courier = courier;
        this.ids = ids;
        this.listed = listed;
    }

    /**
     * Reads all pages.
     *
     * @param late asked before each page
     * @return the numbers of the run's own orders, as listed: with duplicates, if there are any
     * @throws IOException when a page cannot be had or understood, or it is late before the last
     */
    OrderNumbers read(BooleanSupplier late) throws IOException {
        OrderNumbers numbers = new OrderNumbers();
        String cursor = "";
        for (int page = 0; page < PAGES_MOST; page++) {
            if (late.getAsBoolean()) {
                throw new IOException("only " + page + " pages of the list were read in time");
            }
            JsonNode answer = page(cursor);
            for (JsonNode id : pointed(answer, listed.ids())) {
                ids.number(id.asString()).ifPresent(numbers::add);
            }
            JsonNode next = pointed(answer, listed.next());
            if (next.isMissingNode() || next.isNull() || next.asString().isEmpty()) {
                return numbers;
            }
            if (next.asString().equals(cursor)) {
                throw new IOException("the list's next page is the same page again: " + cursor);
            }
            cursor = next.asString();
        }
        throw new IOException("the list has more than " + PAGES_MOST + " pages");
    }

    private JsonNode page(String cursor) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return pageOnce(cursor);
            } catch (IOException e) {
                if (attempt == OrderPass.TRIES) {
                    throw e;
                }
            }
        }
    }

    private JsonNode pageOnce(String cursor) throws IOException {
        try (Response response = courier.send(listed.request(), Placeholders.page(ids, cursor))) {
            if (!response.isSuccessful()) {
                throw new IOException("the list answered " + response.code());
            }
            return JSON.readTree(response.body().string());
        } catch (JacksonException e) {
            throw new IOException("the list is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Follows a path such as {@code $.ids[*]} or {@code $.page.next}. */
    static JsonNode pointed(JsonNode node, String path) {
        JsonNode at = node;
        for (String step : path.replace("[*]", "").split("\\.", -1)) {
            if (!step.equals("$")) {
                at = at.path(step);
            }
        }
        return at;
    }
}
