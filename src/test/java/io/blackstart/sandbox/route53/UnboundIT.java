package io.blackstart.sandbox.route53;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blackstart.sandbox.ControlPlane;
import io.blackstart.sandbox.Planes;
import io.blackstart.sandbox.RecordedFaults;
import io.blackstart.sandbox.RecordedTruth;
import io.blackstart.sandbox.network.FreePorts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A resolver that others wrote believes the name servers: Debian's unbound, where installed. */
class UnboundIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TTL = 4;

    @TempDir private Path folder;

    @Test
    void countsTheTtlDownAndSeesTheFlipAfterIt() throws Exception {
        Optional<Path> unbound = unbound();
        assumeTrue(
                unbound.isPresent(), "SKIPPED: unbound is not installed (apt-get install unbound)");
        try (ControlPlane plane = Planes.start(1, new RecordedFaults(), new RecordedTruth());
                Route53Client route53 = Planes.route53(plane.endpoint());
                Unbound resolver = Unbound.start(unbound.get(), folder, plane)) {
            String check = switchedCheck(route53);
            pair(route53, check);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> resolver.ask().size() == 1);

            assertEquals("127.0.10.1", resolver.ask().getFirst().rdataToString());
            assertTrue(resolver.ask().getFirst().getTTL() <= TTL);
            await().atMost(PATIENCE).until(() -> resolver.ask().getFirst().getTTL() < TTL - 1);

            // the aggregate turns at once: disabled and inverted is unhealthy
            route53.updateHealthCheck(request -> request.healthCheckId(check).inverted(true));
            await().atMost(PATIENCE)
                    .until(() -> resolver.ask().getFirst().rdataToString().equals("127.0.20.1"));
        }
    }

    private static String switchedCheck(Route53Client route53) {
        return route53.createHealthCheck(request ->
                        request.callerReference("switch")
                                .healthCheckConfig(config ->
                                        config.type("TCP")
                                                .ipAddress("127.0.99.1")
                                                .port(9)
                                                .disabled(true)))
                .healthCheck()
                .id();
    }

    private static void pair(Route53Client route53, String check) {
        String zone =
                route53.createHostedZone(
                                request -> request.name("example.test").callerReference("u"))
                        .hostedZone()
                        .id();
        List<Change> changes =
                List.of(
                        create(
                                side("127.0.10.1")
                                        .failover(ResourceRecordSetFailover.PRIMARY)
                                        .healthCheckId(check)
                                        .build()),
                        create(
                                side("127.0.20.1")
                                        .failover(ResourceRecordSetFailover.SECONDARY)
                                        .build()));
        String change =
                route53.changeResourceRecordSets(request ->
                                request.hostedZoneId(zone)
                                        .changeBatch(batch -> batch.changes(changes)))
                        .changeInfo()
                        .id();
        await().atMost(PATIENCE)
                .until(() ->
                        route53.getChange(request -> request.id(change)).changeInfo().status()
                                == ChangeStatus.INSYNC);
    }

    private static Change create(ResourceRecordSet set) {
        return Change.builder().action(ChangeAction.CREATE).resourceRecordSet(set).build();
    }

    private static ResourceRecordSet.Builder side(String ip) {
        return ResourceRecordSet.builder()
                .name("app.example.test")
                .type(RRType.A)
                .setIdentifier(ip)
                .ttl((long) TTL)
                .resourceRecords(ResourceRecord.builder().value(ip).build());
    }

    private static Optional<Path> unbound() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        // Debian puts it where only root's path leads
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder).resolve("unbound"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The process; it ends with the test. */
    private record Unbound(Process process, InetSocketAddress address) implements AutoCloseable {
        static Unbound start(Path binary, Path folder, ControlPlane plane) throws IOException {
            int port = FreePorts.free("127.0.53.20");
            StringBuilder config =
                    new StringBuilder(
                            """
                            server:
                              directory: "%s"
                              pidfile: ""
                              username: ""
                              chroot: ""
                              use-syslog: no
                              do-daemonize: no
                              interface: 127.0.53.20@%d
                              access-control: 127.0.0.0/8 allow
                              do-not-query-localhost: no
                              module-config: "iterator"
                              domain-insecure: "test."
                              local-zone: "test." nodefault
                              num-threads: 1
                            remote-control:
                              control-enable: no
                            stub-zone:
                              name: "example.test"
                            """
                                    .formatted(folder, port));
            for (InetSocketAddress server : plane.nameServers()) {
                config.append("  stub-addr: ")
                        .append(server.getAddress().getHostAddress())
                        .append('@')
                        .append(server.getPort())
                        .append('\n');
            }
            Path file = Files.writeString(folder.resolve("unbound.conf"), config);
            Process process =
                    new ProcessBuilder(List.of(binary.toString(), "-d", "-c", file.toString()))
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("unbound.log").toFile())
                            .start();
            return new Unbound(process, new InetSocketAddress("127.0.53.20", port));
        }

        List<Record> ask() throws IOException {
            SimpleResolver resolver = new SimpleResolver(address);
            resolver.setTimeout(Duration.ofSeconds(5));
            Message query =
                    Message.newQuery(
                            Record.newRecord(
                                    Name.fromString("app.example.test."), Type.A, DClass.IN));
            return resolver.send(query).getSection(Section.ANSWER);
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
