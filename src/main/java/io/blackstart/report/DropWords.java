package io.blackstart.report;

/** Drop classes as a user would tell them. */
final class DropWords {
    private DropWords() {}

    static String of(String dropClass) {
        return switch (dropClass) {
            case "dns" -> "the name did not resolve";
            case "refused" -> "connection refused";
            case "connectTimeout" -> "no connection in time";
            case "tls" -> "TLS handshake failed";
            case "readTimeout" -> "no answer in time";
            case "reset" -> "connection reset";
            case "eof" -> "connection closed early";
            case "protocol" -> "broken HTTP";
            case "http4xx" -> "HTTP 4xx";
            case "http5xx" -> "HTTP 5xx";
            case "throttled" -> "throttled (HTTP 429)";
            case "unauthorized" -> "not authorised (HTTP 401, 403)";
            case "wrongContent" -> "answered with the wrong content";
            case "stale" -> "answered with old content";
            default -> dropClass; // a class of a newer verdict keeps its own name
        };
    }
}
