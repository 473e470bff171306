package io.blackstart.http;

import io.blackstart.evidence.Event.LastPhase;

import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

import java.net.InetSocketAddress;
import java.net.Proxy;

/**
 * How far one call got, noted by OkHttp's events. One thread writes it (the call's); read it when
 * the call is over.
 *
 * <p>Each call carries its own as a request tag, and {@link #LISTENERS} hands OkHttp's events to
 * it.
 */
public final class Flight extends EventListener {
    /** Finds the flight in the request's tag. */
    public static final EventListener.Factory LISTENERS = Flight::of;

    private LastPhase lastPhase = LastPhase.NONE;
    private boolean bytesLeft;
    private boolean connected;
    private long connectStartNanos;
    private String address = "";

    private static EventListener of(Call call) {
        Flight flight = call.request().tag(Flight.class);
        return flight == null ? EventListener.NONE : flight;
    }

    /** The last thing the call was seen doing. */
    public LastPhase lastPhase() {
        return lastPhase;
    }

    /** Whether a byte of the request may have left: from here on a write may have been written. */
    public boolean bytesLeft() {
        return bytesLeft;
    }

    /** Whether the call began to make a connection of its own. */
    public boolean madeConnection() {
        return connectStartNanos != 0;
    }

    /**
     * {@link System#nanoTime()} when the connection began to be made; 0 when a pooled one was used.
     */
    public long connectStartNanos() {
        return connectStartNanos;
    }

    /** Whether a connection was there, new or pooled. */
    public boolean connected() {
        return connected;
    }

    /** The address connected to or tried last, without port; empty when there was none. */
    public String address() {
        return address;
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        lastPhase = LastPhase.DNS;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress socketAddress, Proxy proxy) {
        lastPhase = LastPhase.CONNECT;
        if (connectStartNanos == 0) {
            connectStartNanos = System.nanoTime();
        }
        address = socketAddress.getAddress().getHostAddress();
    }

    @Override
    public void secureConnectStart(Call call) {
        lastPhase = LastPhase.TLS;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        connected = true;
        lastPhase = LastPhase.REQUEST;
        address = connection.route().socketAddress().getAddress().getHostAddress();
    }

    @Override
    public void requestHeadersStart(Call call) {
        bytesLeft = true;
    }

    @Override
    public void responseHeadersStart(Call call) {
        lastPhase = LastPhase.RESPONSE_HEADERS;
    }

    @Override
    public void responseBodyStart(Call call) {
        lastPhase = LastPhase.RESPONSE_BODY;
    }

    @Override
    public void responseBodyEnd(Call call, long byteCount) {
        lastPhase = LastPhase.DONE;
    }
}
