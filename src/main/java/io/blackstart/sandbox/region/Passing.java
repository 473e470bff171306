package io.blackstart.sandbox.region;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** How a load balancer words a request anew for a target, and its answer for the user. */
final class Passing {
    private static final Set<String> BETWEEN_TWO_ONLY =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "http2-settings",
                    "expect",
                    "content-length",
                    "x-forwarded-for",
                    "x-forwarded-proto",
                    "x-forwarded-port");

    private Passing() {}

    /** Head and body of a request, as they go to the target. */
    static byte[] request(ServerRequest request) {
        byte[] body =
                request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
        HttpPrologue prologue = request.prologue();
        StringBuilder head = new StringBuilder(256);
        head.append(prologue.method().text()).append(' ').append(prologue.uriPath().rawPath());
        if (prologue.hasQuery()) {
            head.append('?').append(prologue.query().rawValue());
        }
        head.append(" HTTP/1.1\r\n");
        boolean host = false;
        for (Header header : request.headers()) {
            String name = header.headerName().lowerCase();
            host |= name.equals("host");
            if (!BETWEEN_TWO_ONLY.contains(name)) {
                header.allValues().forEach(value -> field(head, header.name(), value));
            }
        }
        if (!host) {
            field(head, "Host", request.authority());
        }
        field(head, "X-Forwarded-For", request.remotePeer().host());
        field(head, "X-Forwarded-Proto", "https");
        field(head, "Content-Length", Integer.toString(body.length));
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** Sends a target's answer on. */
    static void answer(TargetReply reply, ServerResponse response) {
        response.status(Status.create(reply.status()));
        for (TargetReply.Field field : reply.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!BETWEEN_TWO_ONLY.contains(name)) {
                response.headers().add(HeaderNames.create(name, field.name()), field.value());
            }
        }
        if (reply.body().length == 0) {
            response.send();
        } else {
            response.send(reply.body());
        }
    }
}
