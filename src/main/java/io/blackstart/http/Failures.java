package io.blackstart.http;

import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.LastPhase;

import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.StreamResetException;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

/**
 * Why a call failed, from the exception's type and the last phase that OkHttp told; never from
 * message text alone, which is ambiguous.
 */
public final class Failures {
    private Failures() {}

    /** The class of a call that ended in an exception. */
    public static DropClass of(IOException failure, LastPhase lastPhase) {
        if (failure instanceof UnknownHostException) {
            return DropClass.DNS;
        }
        return switch (lastPhase) {
            case NONE, DNS -> DropClass.DNS;
            case CONNECT -> connecting(failure);
            case TLS -> DropClass.TLS;
            case REQUEST, RESPONSE_HEADERS, RESPONSE_BODY, DONE -> talking(failure);
        };
    }

    /** The class of a call that was answered with a status other than 2xx. */
    public static DropClass of(int status) {
        return switch (status) {
            case 401, 403 -> DropClass.UNAUTHORIZED;
            case 429 -> DropClass.THROTTLED;
            default ->
                    status >= 500
                            ? DropClass.HTTP_5XX
                            : status >= 400 ? DropClass.HTTP_4XX : DropClass.WRONG_CONTENT;
        };
    }

    private static DropClass connecting(IOException failure) {
        return switch (failure) {
            case InterruptedIOException _ -> DropClass.CONNECT_TIMEOUT;
            case ConnectException _ -> DropClass.REFUSED;
            case NoRouteToHostException _ -> DropClass.REFUSED;
            case SocketException _ -> DropClass.RESET;
            default -> DropClass.PROTOCOL;
        };
    }

    private static DropClass talking(IOException failure) {
        return switch (failure) {
            case SocketTimeoutException _ -> DropClass.READ_TIMEOUT;
            case InterruptedIOException _ -> DropClass.READ_TIMEOUT;
            case SocketException _ -> DropClass.RESET;
            // HTTP/2: the one request, or the connection under it
            case StreamResetException _ -> DropClass.RESET;
            case ConnectionShutdownException _ -> DropClass.EOF;
            case EOFException _ -> DropClass.EOF;
            case ProtocolException _ -> endOfStream(failure) ? DropClass.EOF : DropClass.PROTOCOL;
            case SSLException _ -> DropClass.TLS;
            default ->
                    failure.getCause() instanceof EOFException || endOfStream(failure)
                            ? DropClass.EOF
                            : DropClass.PROTOCOL;
        };
    }

    /**
     * OkHttp says a connection closed in the body as a plain protocol error, told apart by this
     * text only.
     */
    private static boolean endOfStream(IOException failure) {
        String message = failure.getMessage();
        return message != null && message.startsWith("unexpected end of stream");
    }
}
