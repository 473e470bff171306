package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.aws.AwsRequest;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Lists, page by page. The token of the next page is where it begins. */
final class Pages {
    private static final int ITEMS_MAX = 100;

    private Pages() {}

    static ObjectNode of(String name, List<ObjectNode> all, AwsRequest request) {
        int size = number(request, "maxResults", ITEMS_MAX);
        int begin = Math.min(number(request, "nextToken", 0), all.size());
        if (size < 1 || size > ITEMS_MAX) {
            throw Faults.invalid("maxResults must be 1 to " + ITEMS_MAX + ", not " + size);
        }
        int end = Math.min(begin + size, all.size());
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode items = page.putArray(name);
        all.subList(begin, end).forEach(items::add);
        if (end < all.size()) {
            page.put("nextToken", Integer.toString(end));
        }
        return page;
    }

    private static int number(AwsRequest request, String parameter, int otherwise) {
        String text = request.parameter(parameter).orElse(Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Faults.invalid(parameter + " is no number: " + text);
        }
        throw Faults.invalid(parameter + " must not be negative: " + text);
    }
}
