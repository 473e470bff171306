package io.blackstart.sandbox;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.blackstart.sandbox.truth.TruthAccount;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A whole sandbox and how to reach it, for tests. */
record RunningSandbox(Sandbox sandbox, Visitor visitor, JsonNode environment)
        implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String ACTIVE = World.ACTIVE.region();
    static final String PASSIVE = World.PASSIVE.region();

    /** Starts one with the settings of a {@code sandbox:} section. */
    static RunningSandbox open(String section) throws Exception {
        Sandbox sandbox = Sandbox.start(SandboxSettings.parse(section));
        JsonNode environment =
                JsonMapper.builder().build().readTree(sandbox.readyLine()).get("environment");
        String pem = Files.readString(Path.of(environment.at("/service/trust").asString()));
        return new RunningSandbox(sandbox, Visitor.trusting(pem).patience(PATIENCE), environment);
    }

    /** A region's own URL. */
    String url(String region) {
        return environment.at("/service/endpoints/" + region).asString();
    }

    /** Where AWS answers. */
    URI aws() {
        return URI.create(environment.at("/accounts/fault/endpoint").asString());
    }

    /** The authoritative name servers, in the order of their names. */
    List<InetSocketAddress> nameServers() {
        return environment
                .at("/dns/vantagePoints/authoritative")
                .valueStream()
                .map(JsonNode::asString)
                .map(at -> at.split(":", -1))
                .map(at -> new InetSocketAddress(at[0], Integer.parseInt(at[1])))
                .toList();
    }

    /** Subnets of one tier of the region that is active at the start. */
    static Set<Resource> subnets(Traffic.Tier tier) {
        return World.subnets().stream()
                .filter(subnet -> subnet.region().equals(ACTIVE))
                .filter(subnet -> tier.tag().equals(subnet.tags().get(World.TIER)))
                .collect(toUnmodifiableSet());
    }

    /** All events of a kind so far, in order. */
    List<TruthAccount.Event> events(String what) {
        return sandbox.truth().events().stream()
                .filter(event -> event.what().equals(what))
                .toList();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
