package io.blackstart.sandbox.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.blackstart.sandbox.CommandedDatabases;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.aws.AwsResponse;
import io.blackstart.sandbox.aws.AwsServer;
import io.blackstart.sandbox.aws.AwsService;
import io.blackstart.sandbox.aws.Route;
import io.blackstart.sandbox.lease.Promotion.Ordered;
import io.blackstart.sandbox.lease.Promotion.Part;
import io.blackstart.sandbox.rds.Rds;
import io.blackstart.sandbox.rds.RdsCalls;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Orders that really go over RDS's wire, and what becomes of those that do not get through. */
class RdsPromotionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String ACTIVE = "me-south-1";
    private static final String PASSIVE = "eu-central-1";

    private final CommandedDatabases global = new CommandedDatabases(true);

    private interface Deed {
        void with(Promotion promotion) throws InterruptedException;
    }

    private static void served(AwsService service, Duration patience, Deed deed)
            throws IOException, InterruptedException {
        Route route = new Route.ByForm("rds", "2014-10-31", service);
        try (AwsServer server = AwsServer.start("127.0.0.1", List.of(route))) {
            called(server.endpoint(), patience, deed);
        }
    }

    private static void called(URI endpoint, Duration patience, Deed deed)
            throws InterruptedException {
        try (RdsCalls calls = new RdsCalls(endpoint, patience)) {
            deed.with(new RdsPromotion(calls));
        }
    }

    private static AwsService rds(CommandedDatabases databases) {
        return new Rds(databases).route().service();
    }

    @Test
    void aMemberOfAGlobalDatabaseIsFailedOverTo() throws Exception {
        served(
                rds(global),
                PATIENCE,
                promotion -> {
                    assertEquals(Part.WRITES, promotion.part(ACTIVE));
                    assertEquals(new Ordered.Accepted(), promotion.order(PASSIVE));
                    assertEquals(Part.CHANGES, promotion.part(PASSIVE));
                });
        assertEquals(
                List.of("failoverGlobal drill " + CommandedDatabases.readerArn()),
                global.commands());
    }

    @Test
    void aReplicaIsPromoted() throws Exception {
        CommandedDatabases replica = new CommandedDatabases(false);
        served(
                rds(replica),
                PATIENCE,
                promotion -> assertEquals(new Ordered.Accepted(), promotion.order(PASSIVE)));
        assertEquals(List.of("promote " + CommandedDatabases.READER), replica.commands());
    }

    @Test
    void aRefusalIsToldInRdssWords() throws Exception {
        global.refuse(new AwsFault(400, "InvalidGlobalClusterStateFault", "it is <busy>"));
        served(
                rds(global),
                PATIENCE,
                promotion ->
                        assertEquals(
                                new Ordered.Refused("InvalidGlobalClusterStateFault: it is <busy>"),
                                promotion.order(PASSIVE)));
    }

    @Test
    void anOrderWithoutAnAnswerMayHaveBeenCarriedOut() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        served(
                new Silent(rds(global), end),
                SHORT,
                promotion -> {
                    assertEquals(Part.WRITES, promotion.part(ACTIVE));
                    assertInstanceOf(Ordered.Unanswered.class, promotion.order(PASSIVE));
                    end.countDown();
                });
    }

    /** Answers questions, and commands only at the end. */
    private record Silent(AwsService rds, CountDownLatch end) implements AwsService {
        @Override
        public AwsResponse answer(AwsRequest request) {
            try {
                if (!request.body().contains("Action=Describe")) {
                    end.await();
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return rds.answer(request);
        }

        @Override
        public AwsResponse error(int status, String code, String message) {
            return rds.error(status, code, message);
        }

        @Override
        public void reset() {
            rds.reset();
        }
    }

    @Test
    void whoDoesNotAnswerAtAllTellsNothingAndWasOrderedNothing() throws Exception {
        URI endpoint;
        try (ServerSocket deaf = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            endpoint = URI.create("http://127.0.0.1:" + deaf.getLocalPort());
            called(endpoint, SHORT, RdsPromotionIT::assertSilent);
        }
        called(endpoint, SHORT, RdsPromotionIT::assertSilent); // nobody is there any more
    }

    private static void assertSilent(Promotion promotion) throws InterruptedException {
        assertEquals(Part.UNKNOWN, promotion.part(PASSIVE));
        assertInstanceOf(Ordered.Refused.class, promotion.order(PASSIVE));
    }
}
