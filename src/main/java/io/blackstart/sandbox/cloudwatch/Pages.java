package io.blackstart.sandbox.cloudwatch;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.Parameters;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** A list page by page; the token of the next page is where it begins. */
record Pages<T>(List<T> items, int next, boolean last) {
    /** The page that is asked for. */
    static <T> Pages<T> of(List<T> all, Parameters parameters, int size) {
        int begin = begin(parameters);
        if (begin > all.size()) {
            throw noToken(Integer.toString(begin));
        }
        int end = Math.min(begin + size, all.size());
        return new Pages<>(all.subList(begin, end), end, end == all.size());
    }

    private static int begin(Parameters parameters) {
        String token = parameters.text("NextToken").orElse("0");
        try {
            int begin = Integer.parseInt(token);
            if (begin >= 0) {
                return begin;
            }
        } catch (NumberFormatException e) {
            throw noToken(token);
        }
        throw noToken(token);
    }

    private static AwsFault noToken(String token) {
        return new AwsFault(400, "InvalidNextToken", "no page begins at " + token);
    }

    /** Tells where the next page begins. */
    ObjectNode mark(ObjectNode answer) {
        return last ? answer : answer.put("NextToken", Integer.toString(next));
    }
}
