package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.fis.action.Faults;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** Answers: one thing, or a list page by page. The token of the next page is where it begins. */
final class Pages {
    private static final int ITEMS_MAX = 100;

    private Pages() {}

    /** An object with one field. */
    static ObjectNode envelope(String name, JsonNode content) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set(name, content);
        return node;
    }

    /** The page that a request asks for. */
    static ObjectNode of(String name, List<ObjectNode> all, AwsRequest request) {
        int size = number(request, "maxResults", 1, ITEMS_MAX).orElse(ITEMS_MAX);
        int begin =
                Math.min(
                        number(request, "nextToken", 0, Integer.MAX_VALUE - ITEMS_MAX).orElse(0),
                        all.size());
        int end = Math.min(begin + size, all.size());
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode items = page.putArray(name);
        all.subList(begin, end).forEach(items::add);
        if (end < all.size()) {
            page.put("nextToken", Integer.toString(end));
        }
        return page;
    }

    private static Optional<Integer> number(
            AwsRequest request, String parameter, int least, int most) {
        Optional<String> text = request.parameter(parameter);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            throw Faults.invalid(parameter + " is none of ours: " + text.get());
        }
        throw Faults.invalid(
                "%s must be %d to %d, not %s".formatted(parameter, least, most, text.get()));
    }
}
