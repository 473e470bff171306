package io.blackstart.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One HTTP port for several AWS services: the first segment of the path says which. A request
 * without a Signature Version 4 is refused with 403.
 */
public final class AwsServer implements AutoCloseable {
    /** No request of the services behind the port comes near it. */
    private static final int BODY_BYTES_MAX = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(AwsServer.class);

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, AwsService> services;

    private AwsServer(
            HttpServer server, ExecutorService threads, Map<String, AwsService> services) {
        this.server = server;
        this.threads = threads;
        this.services = Map.copyOf(services);
    }

    /**
     * Starts on a free port.
     *
     * @param address loopback address
     * @param services by the first segment of the paths that lead to them
     */
    public static AwsServer start(String address, Map<String, AwsService> services)
            throws IOException {
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        AwsServer server = new AwsServer(http, threads, services);
        http.setExecutor(threads);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    /** Where it answers, without a path. */
    public URI endpoint() {
        InetSocketAddress address = server.getAddress();
        return URI.create(
                "http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            AwsResponse response = respond(exchange, body);
            byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", response.contentType());
            response.headers().forEach(headers::set);
            exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private AwsResponse respond(HttpExchange exchange, byte[] body) {
        URI uri = exchange.getRequestURI();
        String path = Optional.ofNullable(uri.getRawPath()).orElse("/");
        Optional<AwsService> found = service(path);
        if (found.isEmpty()) {
            return new AwsResponse(
                    404,
                    "application/json",
                    Map.of("x-amzn-ErrorType", "UnknownOperationException"),
                    "{\"message\":\"this sandbox has no service at this path\"}");
        }
        AwsService service = found.get();
        try {
            if (body.length > BODY_BYTES_MAX) {
                throw new AwsFault(
                        413,
                        "RequestEntityTooLarge",
                        "the body has more than " + BODY_BYTES_MAX + " bytes");
            }
            return service.answer(
                    new AwsRequest(
                            exchange.getRequestMethod(),
                            AwsRequest.segments(path),
                            AwsRequest.parameters(
                                    Optional.ofNullable(uri.getRawQuery()).orElse("")),
                            scope(exchange).region(),
                            new String(body, StandardCharsets.UTF_8)));
        } catch (AwsFault fault) {
            return service.error(fault.status(), fault.code(), fault.message());
        } catch (RuntimeException bug) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), uri, bug);
            return service.error(500, "InternalFailure", "the sandbox failed: " + bug);
        }
    }

    private Optional<AwsService> service(String rawPath) {
        String[] parts = rawPath.split("/", 3);
        return parts.length < 2 ? Optional.empty() : Optional.ofNullable(services.get(parts[1]));
    }

    private static CredentialScope scope(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null) {
            throw new AwsFault(
                    403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        return CredentialScope.of(authorization)
                .orElseThrow(() ->
                        new AwsFault(
                                403,
                                "IncompleteSignature",
                                "Authorization header is not a whole AWS4-HMAC-SHA256"
                                        + " signature"));
    }

    /** Stops at once; open exchanges are cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
