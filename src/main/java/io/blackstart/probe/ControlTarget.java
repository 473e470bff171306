package io.blackstart.probe;

import com.sun.net.httpserver.HttpServer;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Control;
import io.blackstart.run.RunClock;
import io.blackstart.run.Watch;

import okhttp3.OkHttpClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * An echo on loopback, asked through the same HTTP stack as the service: when it stays dark, the
 * trouble is ours.
 */
public final class ControlTarget implements Watch {
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final HttpServer echo;
    private final Schedule schedule;

    /** A control that has not begun; it listens already. */
    public ControlTarget(RunClock clock, Consumer<Event> evidence) throws IOException {
        this.echo =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        echo.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        echo.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        ControlProbe probe =
                new ControlProbe(
                        clock,
                        Control.LOOPBACK,
                        new OkHttpClient(),
                        "http://127.0.0.1:" + echo.getAddress().getPort() + "/",
                        TIMEOUT,
                        evidence);
        this.schedule = new Schedule(clock, "control", EVERY, probe);
    }

    @Override
    public void start() {
        echo.start();
        schedule.start();
    }

    @Override
    public void close() {
        schedule.close();
        echo.stop(0);
    }
}
