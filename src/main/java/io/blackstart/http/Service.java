package io.blackstart.http;

import io.blackstart.experiment.Environment;
import io.blackstart.experiment.Environment.ServedBy;

import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The service under drill, spoken to as its contract in the environment says. */
public final class Service {
    private static final MediaType JSON = MediaType.get("application/json");

    private final Environment.Service contract;
    private final Headers headers;
    private final HttpUrl url;

    /**
     * Reads the secrets that the contract's headers name.
     *
     * @param variables gives the value of an environment variable
     * @throws IllegalArgumentException naming a variable that is not set
     */
    public Service(Environment.Service contract, Function<String, Optional<String>> variables) {
        this(contract, headers(contract.headers(), variables));
    }

    private Service(Environment.Service contract, Headers headers) {
        this.contract = contract;
        this.headers = headers;
        this.url = HttpUrl.get(contract.url().toString());
    }

    /**
     * The same service, asked with these headers too; one of the same name takes the contract's
     * place.
     *
     * @throws IllegalArgumentException naming a variable that is not set
     */
    public Service with(Map<String, String> more, Function<String, Optional<String>> variables) {
        Headers.Builder both = headers.newBuilder();
        headers(more, variables).forEach(header -> both.set(header.getFirst(), header.getSecond()));
        return new Service(contract, both.build());
    }

    /** The contract. */
    public Environment.Service contract() {
        return contract;
    }

    /** A request to the name that users use. */
    public Request.Builder request(
            Environment.Request template, UnaryOperator<String> values, String body) {
        return request(url, template, values, body);
    }

    /**
     * A request straight to a region: to its own port, under the users' name, so that certificate
     * and Host header are the users'. Send it with a client whose DNS is {@link #straightTo}.
     */
    public Request.Builder requestTo(
            String region,
            Environment.Request template,
            UnaryOperator<String> values,
            String body) {
        HttpUrl straight =
                url.newBuilder().port(HttpUrl.get(endpoint(region).toString()).port()).build();
        return request(straight, template, values, body);
    }

    /** A lookup that knows only that region's endpoint. */
    public Dns straightTo(String region) {
        String host = endpoint(region).getHost();
        return _ -> List.of(InetAddress.getAllByName(host));
    }

    /** The region that gave this answer; empty when it cannot be told. */
    public String servedBy(Response response, String address) {
        return switch (contract.servedBy()) {
            case ServedBy.Header(String name) -> {
                String region = response.header(name);
                yield region == null ? "" : region;
            }
            case ServedBy.Address(Map<String, List<String>> regions) -> regionOf(regions, address);
        };
    }

    /** Whether an answer to a write certainly did not write. */
    public boolean certainlyNotWritten(Response response) {
        return contract.write()
                .map(Environment.Write::notWritten)
                .filter(not -> not.statuses().contains(response.code()))
                .filter(not -> not.header().map(name -> response.header(name) != null).orElse(true))
                .isPresent();
    }

    private URI endpoint(String region) {
        URI endpoint = contract.endpoints().get(region);
        if (endpoint == null) {
            throw new IllegalArgumentException("service.endpoints names no region " + region);
        }
        return endpoint;
    }

    private Request.Builder request(
            HttpUrl base, Environment.Request template, UnaryOperator<String> values, String body) {
        HttpUrl target = base.resolve(values.apply(template.path()));
        if (target == null) {
            throw new IllegalArgumentException("not a path: " + template.path());
        }
        boolean mayCarryBody =
                !template.method().equals("GET") && !template.method().equals("HEAD");
        RequestBody content =
                body.isEmpty() && !mustCarryBody(template.method())
                        ? null
                        : RequestBody.create(
                                body.getBytes(java.nio.charset.StandardCharsets.UTF_8), JSON);
        return new Request.Builder()
                .url(target)
                .headers(headers)
                .method(template.method(), mayCarryBody ? content : null);
    }

    private static boolean mustCarryBody(String method) {
        return method.equals("PUT") || method.equals("POST") || method.equals("PATCH");
    }

    private static Headers headers(
            Map<String, String> templates, Function<String, Optional<String>> variables) {
        Map<String, String> resolved = new LinkedHashMap<>();
        templates.forEach(
                (name, template) -> resolved.put(name, Placeholders.fill(template, variables)));
        return Headers.of(resolved);
    }

    private static String regionOf(Map<String, List<String>> regions, String address) {
        return regions.entrySet().stream()
                .filter(region -> region.getValue().contains(address))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
