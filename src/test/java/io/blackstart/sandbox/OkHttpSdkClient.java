package io.blackstart.sandbox;

import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;

/** The AWS SDK over OkHttp, for tests. */
public final class OkHttpSdkClient implements SdkHttpClient {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final OkHttpClient client =
            new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(20)).build();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Call call = client.newCall(okHttp(request));
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return sdk(call.execute());
            }

            @Override
            public void abort() {
                call.cancel();
            }
        };
    }

    private static Request okHttp(HttpExecuteRequest request) {
        SdkHttpRequest http = request.httpRequest();
        Request.Builder builder = new Request.Builder().url(http.getUri().toString());
        http.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> builder.addHeader(name, value));
            }
        });
        byte[] body =
                request.contentStreamProvider()
                        .map(provider -> {
                            try (InputStream in = provider.newStream()) {
                                return in.readAllBytes();
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        })
                        .orElse(new byte[0]);
        String method = http.method().name();
        String type = http.firstMatchingHeader("Content-Type").orElse("application/xml");
        return builder.method(
                        method,
                        WITH_BODY.contains(method)
                                ? RequestBody.create(body, MediaType.parse(type))
                                : null)
                .build();
    }

    private static HttpExecuteResponse sdk(Response response) throws IOException {
        try (response) {
            return HttpExecuteResponse.builder()
                    .response(
                            SdkHttpFullResponse.builder()
                                    .statusCode(response.code())
                                    .statusText(response.message())
                                    .headers(response.headers().toMultimap())
                                    .build())
                    .responseBody(
                            AbortableInputStream.create(
                                    new ByteArrayInputStream(response.body().bytes())))
                    .build();
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
