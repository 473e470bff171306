package io.blackstart.drill;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.dns.DnsServer;
import io.blackstart.experiment.EnvironmentFile;
import io.blackstart.experiment.LoadProfile.Family;
import io.blackstart.http.Service;
import io.blackstart.load.DnsUpstream;
import io.blackstart.probe.RoleFinder;

import okhttp3.OkHttpClient;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A drill whose users ask a resolver that says nothing is refused with a sentence. */
final class DeadResolverIT {
    private static final String ENVIRONMENT =
            """
            apiVersion: blackstart/v1
            regions: [me-south-1, eu-central-1]
            dns: {name: app.example.test, vantagePoints: {authoritative: ['127.0.0.1:53']}}
            service:
              url: http://app.example.test:8443
              servedBy: {header: X-Region}
              health: GET /healthz
              read: GET /orders/${id}
              endpoints: {me-south-1: 'http://127.0.0.1:8443', eu-central-1: 'http://127.0.0.1:8444'}
            """;

    @Test
    void refusesNamingTheServiceAndTheResolver() throws IOException {
        // bound, and never read from
        try (DatagramSocket dead = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String resolver = "127.0.0.1:" + dead.getLocalPort();
            DnsUpstream upstream =
                    new DnsUpstream(
                            List.of(
                                    new DnsServer(
                                            DnsServer.address(resolver),
                                            true,
                                            Duration.ofMillis(200))),
                            Family.IPV4,
                            1);
            EnvironmentFile.Complete complete =
                    assertInstanceOf(
                            EnvironmentFile.Complete.class,
                            EnvironmentFile.parse("environment.yaml", ENVIRONMENT));
            RoleFinder finder =
                    new RoleFinder(
                            new OkHttpClient.Builder().dns(upstream).build(),
                            new Service(complete.environment().service(), _ -> Optional.empty()));

            RoleFinder.Found.Unclear unclear =
                    assertInstanceOf(
                            RoleFinder.Found.Unclear.class,
                            finder.find(List.of("me-south-1", "eu-central-1")));

            assertTrue(
                    unclear.why()
                            .startsWith(
                                    "the service does not answer at http://app.example.test:8443:"
                                            + " app.example.test: "),
                    unclear::why);
            assertTrue(unclear.why().contains(resolver), unclear::why);
        }
    }
}
