package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next the first item that is left out, if there is one
 */
record Page<T>(List<T> items, int maxItems, Optional<T> next) {
    Page {
        items = List.copyOf(items);
    }

    /** The first items, as many as the request wants and the service gives. */
    static <T> Page<T> of(List<T> all, AwsRequest request, int most) {
        return of(all, request, most, most);
    }

    /**
     * The first items, as many as the request wants and the service gives.
     *
     * @param usual when the request does not say
     */
    static <T> Page<T> of(List<T> all, AwsRequest request, int usual, int most) {
        int wanted = request.parameter("maxitems").map(text -> number(text, most)).orElse(usual);
        int size = Math.min(wanted, all.size());
        return new Page<>(
                all.subList(0, size),
                wanted,
                size < all.size() ? Optional.of(all.get(size)) : Optional.empty());
    }

    private static int number(String text, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return Math.min(number, most);
            }
        } catch (NumberFormatException e) {
            throw new AwsFault(400, "InvalidInput", "maxitems is no number: " + text);
        }
        throw new AwsFault(400, "InvalidInput", "maxitems must be at least 1: " + text);
    }

    List<XmlNode> ending() {
        return List.of(
                XmlNode.of("IsTruncated", Boolean.toString(next.isPresent())),
                XmlNode.of("MaxItems", Integer.toString(maxItems)));
    }
}
