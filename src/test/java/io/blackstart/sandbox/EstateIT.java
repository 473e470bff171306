package io.blackstart.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.blackstart.sandbox.Estate.Cut;
import io.blackstart.sandbox.Estate.Scope;
import io.blackstart.sandbox.truth.TruthAccount;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What can be done to the regions, through real sockets. */
class EstateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ACTIVE = "me-south-1";
    private static final String PASSIVE = "eu-central-1";

    private record Scene(Sandbox sandbox, Visitor visitor, String active, String passive)
            implements AutoCloseable {
        static Scene open(String section) throws Exception {
            Sandbox sandbox = Sandbox.start(SandboxSettings.parse(section));
            JsonNode service = JSON.readTree(sandbox.readyLine()).at("/environment/service");
            String pem = Files.readString(Path.of(service.get("trust").asString()));
            return new Scene(
                    sandbox,
                    Visitor.trusting(pem).patience(PATIENCE),
                    service.at("/endpoints/" + ACTIVE).asString(),
                    service.at("/endpoints/" + PASSIVE).asString());
        }

        Estate estate() {
            return sandbox.estate();
        }

        /** The zones that answered, of many requests. */
        Set<String> zones() throws IOException {
            Set<String> zones = new TreeSet<>();
            for (int i = 0; i < 9; i++) {
                Visitor.Reply reply = visitor.get(active + "/orders/none");
                assertEquals(404, reply.status());
                zones.add(reply.zone());
            }
            return zones;
        }

        int health(String endpoint) throws IOException {
            return visitor.get(endpoint + "/healthz").status();
        }

        Set<Resource> resources(Predicate<Resource> which) {
            return estate().resources().stream()
                    .filter(resource -> resource.region().equals(ACTIVE))
                    .filter(which)
                    .collect(toUnmodifiableSet());
        }

        Set<Resource> subnets(String tag, String value) {
            return resources(resource ->
                    resource.type().equals(Resource.SUBNET)
                            && value.equals(resource.tags().get(tag)));
        }

        List<Map<String, Object>> details(String what) {
            return sandbox.truth().events().stream()
                    .filter(event -> event.what().equals(what))
                    .filter(event -> !event.region().equals(PASSIVE))
                    .map(TruthAccount.Event::detail)
                    .toList();
        }

        @Override
        public void close() {
            sandbox.close();
        }
    }

    @Test
    void theLossOfAZoneLeavesTheRegionServingThroughTheOthers() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"30s\", \"speed\": 50}")) {
            assertEquals(Set.of("me-south-1a", "me-south-1b", "me-south-1c"), scene.zones());
            Set<Resource> zone = scene.subnets("zone", "a");
            assertEquals(3, zone.size());
            try (Cut _ = scene.estate().disrupt(zone, Scope.ALL)) {
                assertEquals(List.of(Map.of("zone", "me-south-1a")), scene.details("zoneSevered"));
                await().atMost(PATIENCE)
                        .until(() ->
                                scene.details("targetHealthChanged")
                                        .contains(Map.of("zone", "me-south-1a", "healthy", false)));
                assertEquals(Set.of("me-south-1b", "me-south-1c"), scene.zones());
                assertTrue(balancer(scene, World.ACTIVE).healthy());
            }
            assertEquals(List.of(Map.of("zone", "me-south-1a")), scene.details("zoneMended"));
            assertEquals(List.of(), scene.details("regionBlackholed"));
            await().atMost(PATIENCE).until(() -> scene.zones().contains("me-south-1a"));
        }
    }

    @Test
    void aRegionThatIsDarkOutsideKeepsHealthyTargetsInside() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"30s\", \"speed\": 50}")) {
            Cut cut = scene.estate().disrupt(scene.subnets("tier", "entry"), Scope.VPC);
            assertThrows(
                    SocketTimeoutException.class,
                    () -> scene.visitor().patience(SHORT).get(scene.active() + "/healthz"));
            assertThrows(
                    SocketTimeoutException.class,
                    () -> connect(scene.sandbox().checkersPath(address(scene.active()))));
            assertTrue(balancer(scene, World.ACTIVE).healthy());
            Cut inside = scene.estate().disrupt(scene.subnets("tier", "entry"), Scope.ALL);
            await().atMost(PATIENCE).until(() -> !balancer(scene, World.ACTIVE).healthy());
            inside.close();
            cut.close();
            cut.close();
            assertEquals(1, scene.details("regionMended").size());
            await().atMost(PATIENCE).until(() -> balancer(scene, World.ACTIVE).healthy());
            assertEquals(404, scene.visitor().get(scene.active() + "/orders/none").status());
        }
    }

    @Test
    void crossRegionDisruptionStopsReplicationWhileUsersAreServed() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"30s\"}");
                Cut _ =
                        scene.estate()
                                .disruptCrossRegion(scene.subnets("tier", "database"), PASSIVE)) {
            assertEquals(1, scene.details("replicationCut").size());
            assertEquals(
                    201,
                    scene.visitor().put(scene.active() + "/orders/here", "{\"n\": 1}").status());
            connect(scene.sandbox().checkersPath(address(scene.active())));
            assertEquals(404, scene.visitor().get(scene.passive() + "/orders/here").status());
            assertEquals(List.of(), scene.details("regionBlackholed"));
        }
    }

    @Test
    void aStoppedInstanceIsGoneUntilItIsStartedAgain() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"30s\", \"speed\": 50}")) {
            Set<Resource> one =
                    scene.resources(resource ->
                            resource.type().equals(Resource.INSTANCE)
                                    && "b".equals(resource.tags().get("zone")));
            assertEquals(1, one.size());
            scene.estate().stopInstances(one);
            assertEquals(Set.of("me-south-1a", "me-south-1c"), scene.zones());
            assertEquals(
                    List.of("stopped"),
                    scene
                            .resources(resource -> resource.id().equals(one.iterator().next().id()))
                            .stream()
                            .map(resource -> resource.properties().getOrDefault("State.Name", ""))
                            .toList());
            assertEquals(2, scene.resources(r -> r.type().equals(Resource.TASK)).size());
            scene.estate().startInstances(one);
            scene.estate().startInstances(one);
            await().atMost(PATIENCE).until(() -> scene.zones().contains("me-south-1b"));
            assertEquals(1, scene.details("instanceStarted").size());
        }
    }

    @Test
    void aStoppedTaskIsReplacedByAnother() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"30s\", \"speed\": 50}")) {
            Set<Resource> all = scene.resources(r -> r.type().equals(Resource.TASK));
            assertEquals(3, all.size());
            scene.estate().stopTasks(all);
            Visitor.Reply nobody = scene.visitor().get(scene.active() + "/healthz");
            assertTrue(
                    nobody.status() == (nobody.region().isEmpty() ? 503 : 200),
                    "the load balancer's own answer, if no task is back yet: " + nobody);
            await().atMost(PATIENCE)
                    .until(() -> scene.details("instanceStarted").size() == all.size());
            await().atMost(PATIENCE).until(() -> scene.zones().size() == all.size());
            Set<Resource> others = scene.resources(r -> r.type().equals(Resource.TASK));
            assertTrue(others.stream().noneMatch(all::contains), "other tasks");
        }
    }

    @Test
    void aPilotLightRefusesWhatIsTooMuchAndScalesOutUnderLoad() throws Exception {
        try (Scene scene =
                        Scene.open(
                                "{\"lease\": \"30s\", \"speed\": 10, \"standby\": \"pilotLight\","
                                        + " \"pilotRequests\": 1, \"scaleOut\": \"20s\"}");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String order = scene.passive() + "/orders/none";
            assertEquals("eu-central-1a", scene.visitor().get(order).zone());
            await().atMost(PATIENCE)
                    .until(() -> {
                        List<Future<Integer>> burst =
                                IntStream.range(0, 40)
                                        .mapToObj(_ ->
                                                threads.submit(
                                                        () -> scene.visitor().get(order).status()))
                                        .toList();
                        boolean refused = false;
                        for (Future<Integer> each : burst) {
                            refused |= each.get() == 503;
                        }
                        return refused;
                    });
            assertTrue(scene.visitor().get(scene.active() + "/healthz").status() == 200);
            await().atMost(PATIENCE)
                    .until(() -> scene.visitor().get(order).zone().equals("eu-central-1c"));
        }
    }

    @Test
    void nothingAnswersInAStandbyThatIsDown() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"30s\", \"standby\": \"down\"}")) {
            assertThrows(
                    ConnectException.class,
                    () -> scene.visitor().get(scene.passive() + "/healthz"));
            assertThrows(ConnectException.class, () -> connect(address(scene.passive())));
            assertFalse(balancer(scene, World.PASSIVE).healthy());
            assertEquals(200, scene.health(scene.active()));
        }
    }

    @Test
    void usersAndCheckersAreBlockedSeparately() throws Exception {
        try (Scene scene =
                Scene.open(
                        "{\"lease\": \"30s\", \"usersBlocked\": [\"me-south-1\"],"
                                + " \"checkersBlocked\": [\"eu-central-1\"]}")) {
            InetSocketAddress here = address(scene.active());
            InetSocketAddress there = address(scene.passive());
            assertThrows(SocketTimeoutException.class, () -> connect(here));
            connect(scene.sandbox().checkersPath(here));
            connect(there);
            assertThrows(
                    SocketTimeoutException.class,
                    () -> connect(scene.sandbox().checkersPath(there)));
            InetSocketAddress elsewhere = World.local(there.getPort());
            assertEquals(elsewhere, scene.sandbox().checkersPath(elsewhere));
        }
    }

    @Test
    void wronglyDeepHealthDiesWithTheOtherRegionAndShallowHealthWithNothing() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"30s\", \"health\": \"crossRegion\"}")) {
            assertEquals(200, scene.health(scene.passive()));
            try (Cut _ = scene.estate().disrupt(scene.subnets("tier", "database"), Scope.ALL)) {
                await().atMost(PATIENCE).until(() -> scene.health(scene.passive()) == 503);
            }
        }
        try (Scene scene = Scene.open("{\"lease\": \"30s\", \"health\": \"shallow\"}");
                Cut _ = scene.estate().disrupt(scene.subnets("tier", "database"), Scope.ALL)) {
            await().atMost(PATIENCE)
                    .until(() ->
                            scene.visitor().get(scene.active() + "/orders/none").status() == 500);
            assertEquals(200, scene.health(scene.active()));
        }
        try (Scene scene = Scene.open("{\"lease\": \"30s\", \"health\": \"writer\"}")) {
            assertEquals(200, scene.health(scene.active()));
            assertEquals(503, scene.health(scene.passive()), "it takes no writes");
        }
    }

    @Test
    void aStandbyThatBorrowsTheWritersDatabaseDiesWithIt() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"30s\", \"standbyUses\": \"theOthers\"}")) {
            assertEquals(
                    201,
                    scene.visitor().put(scene.active() + "/orders/mine", "{\"n\": 1}").status());
            assertEquals(200, scene.visitor().get(scene.passive() + "/orders/mine").status());
            try (Cut _ = scene.estate().disrupt(scene.subnets("tier", "entry"), Scope.ALL)) {
                await().atMost(PATIENCE).until(() -> scene.health(scene.passive()) == 503);
            }
        }
    }

    private static LoadBalancers.Balancer balancer(Scene scene, World.Place place) {
        return scene.sandbox().balancers().find(place.loadBalancer()).orElseThrow();
    }

    private static InetSocketAddress address(String endpoint) {
        URI uri = URI.create(endpoint);
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    private static void connect(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) SHORT.toMillis());
        }
    }
}
