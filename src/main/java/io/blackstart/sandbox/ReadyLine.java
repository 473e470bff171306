package io.blackstart.sandbox;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * What a sandbox says when it is ready: how it is reached and spoken to, as an environment.
 *
 * @param settings of the sandbox
 * @param plane its control plane
 * @param seeded what the control plane made
 * @param port of the front doors
 * @param authority PEM file of the certificate authority to trust
 */
record ReadyLine(
        SandboxSettings settings,
        ControlPlane plane,
        Seed.Seeded seeded,
        int port,
        Path authority) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HEALTH = "GET /healthz";

    /** One line of JSON, without a line end. */
    String json() {
        ObjectNode line = JSON.createObjectNode();
        line.put("ready", true);
        line.put("pid", ProcessHandle.current().pid());
        line.put("speed", settings.speed());
        line.put("clock", "CLOCK_MONOTONIC");
        settings.truth()
                .ifPresentOrElse(
                        truth -> line.put("truth", truth.toString()), () -> line.putNull("truth"));
        environment(line.putObject("environment"));
        return line.toString();
    }

    private void environment(ObjectNode environment) {
        environment.put("apiVersion", "blackstart/v1");
        World.regions().forEach(environment.putArray("regions")::add);
        ObjectNode accounts = environment.putObject("accounts");
        accounts.putObject("fault")
                .put("endpoint", plane.endpoint().toString())
                .put("fisRoleArn", "arn:aws:iam::" + World.ACCOUNT + ":role/fis");
        accounts.putObject("dns").put("endpoint", plane.endpoint().toString());
        ObjectNode dns = environment.putObject("dns");
        dns.put("name", World.NAME);
        dns.put("hostedZoneId", seeded.hostedZoneId());
        seeded.primaryCheckId().ifPresent(id -> dns.put("healthCheckId", id));
        ObjectNode vantagePoints = dns.putObject("vantagePoints");
        ArrayNode authoritative = vantagePoints.putArray("authoritative");
        plane.nameServers().forEach(server -> authoritative.add(text(server)));
        ObjectNode resolvers = vantagePoints.putObject("resolvers");
        plane.resolvers().forEach((kind, at) -> resolvers.put(kind.word(), text(at)));
        service(environment.putObject("service"));
    }

    private void service(ObjectNode service) {
        service.put("url", url(World.NAME));
        service.put("trust", authority.toString());
        service.putObject("servedBy").put("header", "X-Region");
        service.put("health", HEALTH);
        service.putObject("writer").put("request", HEALTH).put("header", "X-Writer");
        service.put("read", "GET /orders/${id}");
        ObjectNode write = service.putObject("write");
        write.put("request", "PUT /orders/${id}").put("body", "{\"n\": ${n}}");
        ObjectNode notWritten = write.putObject("notWritten");
        notWritten.putArray("status").add(503);
        notWritten.put("header", "X-Not-Written");
        write.putObject("withKey")
                .put("request", "POST /orders")
                .put("body", "{\"id\": \"${id}\", \"n\": ${n}}")
                .put("header", "Idempotency-Key");
        service.putObject("survivors")
                .put("request", "GET /orders?prefix=${run}&after=${cursor}&limit=1000")
                .put("ids", "$.ids[*]")
                .put("next", "$.next");
        service.putObject("cleanup").put("each", "DELETE /orders/${id}");
        ObjectNode endpoints = service.putObject("endpoints");
        World.PLACES.forEach(place -> endpoints.put(place.region(), url(place.address())));
    }

    private String url(String host) {
        return "https://" + host + ":" + port;
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
