package io.blackstart.load;

import okhttp3.Cookie;
import okhttp3.Request;
import okhttp3.Response;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one user brings along from request to request. Safe for use by many threads. */
final class Session {
    /** As many as a browser should keep for one name, by RFC 6265, 6.1. */
    private static final int COOKIES_MOST = 50;

    private final Optional<String> header;
    private final String value;
    private final Map<String, Cookie> cookies = new LinkedHashMap<>(); // guarded by this

    /**
     * A user who comes for the first time.
     *
     * @param header carries the user's own value, where one is wanted
     */
    Session(Optional<String> header, String value) {
        this.header = header;
        this.value = value;
    }

    synchronized void dress(Request.Builder request) {
        header.ifPresent(name -> request.header(name, value));
        if (!cookies.isEmpty()) {
            var target = request.build().url();
            String brought =
                    cookies.values().stream()
                            .filter(cookie -> cookie.matches(target))
                            .map(cookie -> cookie.name() + "=" + cookie.value())
                            .collect(Collectors.joining("; "));
            if (!brought.isEmpty()) {
                request.header("Cookie", brought);
            }
        }
    }

    synchronized void keep(Response response) {
        var url = response.request().url();
        for (Cookie cookie : Cookie.parseAll(url, response.headers())) {
            cookies.remove(cookie.name());
            boolean gone =
                    cookie.persistent()
                            && cookie.expiresAt() <= response.receivedResponseAtMillis();
            if (!gone && cookies.size() < COOKIES_MOST) {
                cookies.put(cookie.name(), cookie);
            }
        }
    }
}
