package io.blackstart.bench;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;

import java.time.Duration;

/** What Gatling is asked to do: a ramp, then a constant rate of users with one request each. */
public final class GatlingPeer extends Simulation {
    private static final double RAMP_FROM = 400;

    /** The simulation that the system properties {@code bench.*} describe; Gatling makes it. */
    public GatlingPeer() {
        double perSecond = Integer.getInteger("bench.perSecond");
        setUp(
                        scenario("users")
                                .exec(http("read").get("/healthz"))
                                .injectOpen(
                                        rampUsersPerSec(RAMP_FROM)
                                                .to(perSecond)
                                                .during(millis("bench.warmUpMillis")),
                                        constantUsersPerSec(perSecond)
                                                .during(millis("bench.lengthMillis"))))
                .protocols(
                        http.baseUrl(System.getProperty("bench.url"))
                                .shareConnections()
                                .disableWarmUp());
    }

    private static Duration millis(String name) {
        return Duration.ofMillis(Integer.getInteger(name));
    }
}
