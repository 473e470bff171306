package io.blackstart.sandbox.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One signed request.
 *
 * @param path the path's segments, each decoded; empty segments are left out
 * @param query the decoded parameters, in order
 * @param caller what the request was signed with, and for
 * @param target the operation that the {@code X-Amz-Target} header names
 */
public record AwsRequest(
        String method,
        List<String> path,
        Map<String, List<String>> query,
        CredentialScope caller,
        Optional<String> target,
        String body) {
    /** No form of a service behind the port comes near it. */
    private static final int PARAMETERS_MAX = 5_000;

    public AwsRequest {
        path = List.copyOf(path);
        query = Map.copyOf(query);
    }

    /** A request by anybody that needs no more than a region. */
    public AwsRequest(
            String method,
            List<String> path,
            Map<String, List<String>> query,
            String region,
            String body) {
        this(
                method,
                path,
                query,
                new CredentialScope("anybody", region, "any"),
                Optional.empty(),
                body);
    }

    /** The region that the request was signed for. */
    public String region() {
        return caller.region();
    }

    /** The parameters of the body as a form or, without a body, those of the query string. */
    public Map<String, List<String>> form() {
        return body.isBlank() ? query : parameters(body);
    }

    /**
     * The segments of a raw path. It is split before it is decoded, because clients encode a slash
     * inside an id.
     *
     * @throws AwsFault when a percent sign encodes nothing
     */
    public static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String raw : rawPath.split("/", -1)) {
            if (!raw.isEmpty()) {
                // in a path, unlike in a query, a plus sign is a plus sign
                segments.add(decoded(raw.replace("+", "%2B")));
            }
        }
        return segments;
    }

    /**
     * The parameters of a raw query string or form, which may be empty.
     *
     * @throws AwsFault when a percent sign encodes nothing, or when there are very many
     */
    public static Map<String, List<String>> parameters(String rawQuery) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        String[] all = rawQuery.split("&", PARAMETERS_MAX + 1);
        if (all.length > PARAMETERS_MAX) {
            throw new AwsFault(400, "InvalidInput", "more than " + PARAMETERS_MAX + " parameters");
        }
        for (String raw : all) {
            if (raw.isEmpty()) {
                continue;
            }
            int equals = raw.indexOf('=');
            String name = equals < 0 ? raw : raw.substring(0, equals);
            String value = equals < 0 ? "" : raw.substring(equals + 1);
            parameters.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
        }
        return parameters;
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AwsFault(400, "InvalidInput", "cannot be decoded: " + raw);
        }
    }

    /** The first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
