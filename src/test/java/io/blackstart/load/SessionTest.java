package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.blackstart.run.FakeClock;

import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

final class SessionTest {
    private static final String URL = "https://app.example.test/orders/1";

    @Test
    void aUserBringsTheOwnHeaderAndTheCookiesThatTheServiceSet() {
        Session user = new Session(Optional.of("X-User"), "r-u7");
        assertNull(dressed(user).header("Cookie"));

        user.keep(answer("seat=12; Path=/", "lang=en"));
        user.keep(answer("seat=13; Path=/", "lang=gone; Max-Age=0"));

        assertEquals("r-u7", dressed(user).header("X-User"));
        assertEquals("seat=13", dressed(user).header("Cookie"));
    }

    @Test
    void anotherUsersCookiesStayWithThatUser() {
        Session one = new Session(Optional.empty(), "");
        Session other = new Session(Optional.empty(), "");
        one.keep(answer("seat=12; Path=/"));

        assertNull(dressed(other).header("Cookie"));
    }

    @Test
    void noConnectionIsUsedWhenItIsOlderThanItsCohortAllows() {
        FakeClock clock = new FakeClock();
        AgedClient aged =
                new AgedClient(
                        new OkHttpClient(),
                        Duration.ofMinutes(5),
                        Optional.of(Duration.ofSeconds(30)),
                        clock::elapsed);
        OkHttpClient first = aged.now();
        clock.sleepUntil(Duration.ofMillis(29_999));
        assertSame(first, aged.now());
        clock.sleepUntil(Duration.ofSeconds(30));
        assertNotSame(first.connectionPool(), aged.now().connectionPool());
    }

    private static Request dressed(Session user) {
        Request.Builder request = new Request.Builder().url(URL);
        user.dress(request);
        return request.build();
    }

    private static Response answer(String... cookies) {
        Response.Builder answer =
                new Response.Builder()
                        .request(new Request.Builder().url(URL).build())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK");
        for (String cookie : cookies) {
            answer.addHeader("Set-Cookie", cookie);
        }
        return answer.build();
    }
}
