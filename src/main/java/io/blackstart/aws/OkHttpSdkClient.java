package io.blackstart.aws;

import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Carries the AWS SDK's requests over OkHttp, so that one HTTP stack carries everything. */
public final class OkHttpSdkClient implements SdkHttpClient {
    private final OkHttpClient client;

    /** Sends over that client. */
    public OkHttpSdkClient(OkHttpClient client) {
        this.client = client;
    }

    @Override
    public String clientName() {
        return "OkHttp";
    }

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

    @Override
    public void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }

    private static Request okHttp(HttpExecuteRequest execute) {
        SdkHttpRequest sdk = execute.httpRequest();
        Request.Builder request = new Request.Builder().url(HttpUrl.get(sdk.getUri().toString()));
        for (Map.Entry<String, List<String>> header : sdk.headers().entrySet()) {
            // OkHttp sets these two itself, from the URL and the body
            if (!header.getKey().equalsIgnoreCase("Host")
                    && !header.getKey().equalsIgnoreCase("Content-Length")) {
                header.getValue().forEach(value -> request.addHeader(header.getKey(), value));
            }
        }
        String method = sdk.method().name();
        boolean needsBody = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
        byte[] body =
                execute.contentStreamProvider().map(OkHttpSdkClient::read).orElse(new byte[0]);
        return request.method(
                        method, needsBody || body.length > 0 ? RequestBody.create(body) : null)
                .build();
    }

    private static byte[] read(ContentStreamProvider content) {
        try (InputStream stream = content.newStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("reading the request's body", e);
        }
    }

    private static HttpExecuteResponse sdk(Response response) {
        return HttpExecuteResponse.builder()
                .response(
                        SdkHttpFullResponse.builder()
                                .statusCode(response.code())
                                .statusText(response.message())
                                .headers(response.headers().toMultimap())
                                .build())
                .responseBody(AbortableInputStream.create(response.body().byteStream()))
                .build();
    }
}
