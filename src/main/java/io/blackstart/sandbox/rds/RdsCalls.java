package io.blackstart.sandbox.rds;

import io.blackstart.sandbox.aws.AwsFault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * RDS as its customer calls it: the query protocol, over a socket. Each call is answered within the
 * patience or fails; none is tried again.
 *
 * <p>A call throws {@link AwsFault} when RDS refuses it, {@link ConnectException} when it certainly
 * did not reach RDS, and another {@link IOException} when nobody knows what became of it.
 */
public final class RdsCalls implements AutoCloseable {
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private final URI endpoint;
    private final Duration patience;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Calls an endpoint.
     *
     * @param patience for one call from its beginning to the last byte of its answer
     */
    public RdsCalls(URI endpoint, Duration patience) {
        this.endpoint = endpoint;
        this.patience = patience;
    }

    /**
     * A cluster, as {@code DescribeDBClusters} tells.
     *
     * @param writer whether one of its instances takes writes
     * @param global id of the global database that it is a member of
     */
    public record Told(
            String id, String arn, String status, boolean writer, Optional<String> global) {}

    /** What is told of the first cluster in a region. */
    public Told describe(String region) throws IOException, InterruptedException {
        ReadXml answer = call(region, Map.of("Action", "DescribeDBClusters"));
        return new Told(
                answer.required("DBClusterIdentifier"),
                answer.required("DBClusterArn"),
                answer.required("Status"),
                answer.all("IsClusterWriter").contains("true"),
                answer.all("GlobalClusterIdentifier").stream().findFirst());
    }

    /** Makes a cluster the writer of its global database, even if writes are lost. */
    public void failOverGlobal(String region, String global, String targetArn)
            throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", "FailoverGlobalCluster");
        form.put("GlobalClusterIdentifier", global);
        form.put("TargetDbClusterIdentifier", targetArn);
        form.put("AllowDataLoss", "true");
        call(region, form);
    }

    /** Makes a read replica a cluster of its own. */
    public void promote(String region, String cluster) throws IOException, InterruptedException {
        call(
                region,
                Map.of("Action", "PromoteReadReplicaDBCluster", "DBClusterIdentifier", cluster));
    }

    private ReadXml call(String region, Map<String, String> form)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request(region, form), BodyHandlers.ofString());
        try {
            return read(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            HttpTimeoutException timeout =
                    new HttpTimeoutException("RDS did not answer within " + patience);
            timeout.initCause(late);
            throw timeout;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ConnectException nobody) {
                throw nobody;
            }
            throw new IOException("RDS did not answer: " + failed.getCause(), failed);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(String region, Map<String, String> form) {
        String body =
                form.entrySet().stream()
                        .map(field -> field.getKey() + '=' + encoded(field.getValue()))
                        .collect(Collectors.joining("&", "", "&Version=" + Rds.VERSION));
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", FORM)
                // the sandbox checks no signature, but wants to see one
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=SANDBOX/20260101/"
                                + region
                                + "/rds/aws4_request, SignedHeaders=host, Signature=0")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static ReadXml read(HttpResponse<String> response) throws IOException {
        ReadXml answer = ReadXml.of(response.body());
        if (response.statusCode() != 200) {
            throw new AwsFault(
                    response.statusCode(), answer.required("Code"), answer.required("Message"));
        }
        return answer;
    }

    /** Breaks off what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
