package io.blackstart.sandbox;

import static io.blackstart.sandbox.Planes.PRIMARY_BALANCER;
import static io.blackstart.sandbox.Planes.SECONDARY_BALANCER;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.blackstart.sandbox.ControlPlane.Side;

import org.junit.jupiter.api.Test;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A reset through the wire empties Route 53, which can be filled again. */
class ResetIT {
    private static final Seed SEED =
            new Seed(
                    "example.test",
                    "app.example.test",
                    new Side("me-south-1", "127.0.10.1", PRIMARY_BALANCER),
                    new Side("eu-central-1", "127.0.20.1", SECONDARY_BALANCER),
                    // nobody listens there: what the checks find out is of no interest
                    1,
                    SandboxSettings.defaults().names());

    @Test
    void emptiesTheAccount() throws Exception {
        try (ControlPlane plane = Planes.start(100, new RecordedFaults(), new RecordedTruth());
                var route53 = Planes.route53(plane.endpoint());
                HttpClient http = HttpClient.newHttpClient()) {
            Seed.Seeded before = plane.seed(SEED);
            assertEquals(1, route53.listHostedZones().hostedZones().size());
            assertEquals(2, route53.listHealthChecks().healthChecks().size());

            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(plane.resetUri())
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertEquals(200, answer.statusCode());
            assertEquals("{\"reset\":true}", answer.body());
            assertEquals(0, route53.listHostedZones().hostedZones().size());
            assertEquals(0, route53.listHealthChecks().healthChecks().size());
            assertNotEquals(before, plane.seed(SEED));
            assertEquals(1, route53.listHostedZones().hostedZones().size());
        }
    }
}
