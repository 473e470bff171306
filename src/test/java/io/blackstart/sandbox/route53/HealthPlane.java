package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.Alarms;
import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.Planes;
import io.blackstart.sandbox.RecordedTruth;
import io.blackstart.sandbox.aws.AwsServer;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.aws.Route;

import software.amazon.awssdk.services.route53.Route53Client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Route 53 alone behind a port, with alarms that a test sets. */
final class HealthPlane implements AutoCloseable {
    private static final int SPEED = 20;

    private final RecordedTruth truth = new RecordedTruth();
    private final Map<String, Alarms.State> data = new ConcurrentHashMap<>();
    private final CloudTimer timer;
    private final Route53 route53;
    private final AwsServer server;
    private final Route53Client client;

    private HealthPlane(CloudTimer timer) throws IOException {
        this.timer = timer;
        this.route53 =
                new Route53(
                        new Route53.Settings(
                                new CloudClock(SPEED),
                                Duration.ofMillis(500),
                                false,
                                _ -> Optional.empty(),
                                60,
                                UnaryOperator.identity()),
                        timer,
                        new Told(data),
                        truth);
        this.server =
                AwsServer.start("127.0.0.1", List.of(new Route.ByPath(Route53.PATH, route53)));
        this.client = Planes.route53(server.endpoint());
    }

    static HealthPlane start() throws IOException {
        return new HealthPlane(new CloudTimer(new CloudClock(SPEED)));
    }

    private record Told(Map<String, State> data) implements Alarms {
        @Override
        public Optional<State> state(String region, String nameOrArn) {
            throw new AssertionError("anybody can force this state");
        }

        @Override
        public Optional<State> dataState(String region, String nameOrArn) {
            return Optional.ofNullable(data.get(region + "/" + nameOrArn));
        }
    }

    /** What an alarm's metric says from now on. */
    void data(String region, String alarm, Alarms.State state) {
        data.put(region + "/" + alarm, state);
    }

    Route53 route53() {
        return route53;
    }

    Route53Client client() {
        return client;
    }

    URI endpoint() {
        return server.endpoint();
    }

    RecordedTruth truth() {
        return truth;
    }

    @Override
    public void close() {
        client.close();
        server.close();
        route53.close();
        timer.close();
    }
}
