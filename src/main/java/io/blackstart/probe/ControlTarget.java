package io.blackstart.probe;

import com.sun.net.httpserver.HttpServer;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.ControlProbed;
import io.blackstart.run.RunClock;
import io.blackstart.run.Watch;

import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An echo on loopback, asked through the same HTTP stack as the service: when it stays dark, the
 * trouble is ours.
 */
public final class ControlTarget implements Watch {
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final RunClock clock;
    private final Consumer<Event> evidence;
    private final HttpServer echo;
    private final OkHttpClient client;
    private final Request request;
    private final Schedule schedule;

    /** A control that has not begun; it listens already. */
    public ControlTarget(RunClock clock, Consumer<Event> evidence) throws IOException {
        this.clock = clock;
        this.evidence = evidence;
        this.echo =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        echo.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        echo.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        this.client =
                new OkHttpClient.Builder()
                        .connectTimeout(TIMEOUT)
                        .readTimeout(TIMEOUT)
                        .retryOnConnectionFailure(false)
                        .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                        .build();
        this.request =
                new Request.Builder()
                        .url("http://127.0.0.1:" + echo.getAddress().getPort() + "/")
                        .build();
        this.schedule = new Schedule(clock, "control", EVERY, this::look);
    }

    @Override
    public void start() {
        echo.start();
        schedule.start();
    }

    private void look() {
        Duration asked = clock.elapsed();
        boolean served;
        try (Response response = client.newCall(request).execute()) {
            served = response.isSuccessful();
        } catch (IOException _) {
            served = false;
        }
        evidence.accept(new ControlProbed(clock.elapsed(), asked, served));
    }

    @Override
    public void close() {
        schedule.close();
        echo.stop(0);
    }
}
