package io.blackstart.load;

import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.experiment.Environment;
import io.blackstart.http.Failures;
import io.blackstart.http.Flight;
import io.blackstart.http.OrderIds;
import io.blackstart.http.Placeholders;
import io.blackstart.http.Service;

import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** One order read or written through the service contract, and what came of it. */
public final class OrderCall {
    /** The number of no order: a read of it asks for the service's health instead. */
    static final long NO_ORDER = Long.MIN_VALUE;

    private static final int BODY_BYTES_MOST = 1 << 20;

    private final Service service;
    private final OrderIds ids;
    private final int payloadBytes;

    /** Orders of that run at that service, with nothing added to them. */
    public OrderCall(Service service, OrderIds ids) {
        this(service, ids, 0);
    }

    /**
     * Orders of that run at that service.
     *
     * @param payloadBytes a write's body is filled up to so many bytes
     */
    public OrderCall(Service service, OrderIds ids, int payloadBytes) {
        this.service = service;
        this.ids = ids;
        this.payloadBytes = payloadBytes;
    }

    /** The run whose orders these are. */
    String run() {
        return ids.run();
    }

    /** What came of a call. */
    record Ended(Outcome outcome, DropClass dropClass, int status, String region, Flight flight) {
        Ended with(Outcome other) {
            return new Ended(other, dropClass, status, region, flight);
        }
    }

    /** Reads or writes an order; returns when it is over, whatever became of it. */
    Ended make(OkHttpClient client, Purpose purpose, long order) {
        return make(client, purpose, order, Manner.PLAIN);
    }

    /** The same, asked in a user's own manner. */
    Ended make(OkHttpClient client, Purpose purpose, long order, Manner manner) {
        Flight flight = new Flight();
        UnaryOperator<String> values = Placeholders.order(ids, order);
        Request.Builder request =
                switch (purpose) {
                    case READ ->
                            service.request(
                                    order == NO_ORDER
                                            ? service.contract().health()
                                            : service.contract().read(),
                                    values,
                                    "");
                    case WRITE -> {
                        Environment.Write write = service.contract().write().orElseThrow();
                        yield manner.withKey()
                                ? withKey(write.withKey().orElseThrow(), values, order)
                                : service.request(
                                        write.request(),
                                        values,
                                        filledUp(values.apply(write.body())));
                    }
                };
        manner.dress(request);
        try (Response response =
                client.newCall(request.tag(Flight.class, flight).build()).execute()) {
            manner.keep(response);
            String body = response.peekBody(BODY_BYTES_MOST).string();
            String region = service.servedBy(response, flight.address());
            String expected = purpose == Purpose.WRITE || order == NO_ORDER ? "" : expected(values);
            return answered(purpose, expected, response, body, region, flight);
        } catch (IOException e) {
            Outcome outcome =
                    purpose == Purpose.WRITE && flight.bytesLeft()
                            ? Outcome.INDETERMINATE
                            : Outcome.FAILED;
            return new Ended(outcome, Failures.of(e, flight.lastPhase()), 0, "", flight);
        }
    }

    /** The key is the order's own id: the same for each attempt, and for no other order. */
    private Request.Builder withKey(
            Environment.WithKey write, UnaryOperator<String> values, long order) {
        return service.request(write.request(), values, filledUp(values.apply(write.body())))
                .header(write.header(), ids.text(order));
    }

    private Ended answered(
            Purpose purpose,
            String expected,
            Response response,
            String body,
            String region,
            Flight flight) {
        int status = response.code();
        if (!response.isSuccessful()) {
            boolean perhapsWritten =
                    purpose == Purpose.WRITE
                            && status >= 500
                            && !service.certainlyNotWritten(response);
            return new Ended(
                    perhapsWritten ? Outcome.INDETERMINATE : Outcome.FAILED,
                    Failures.of(status),
                    status,
                    region,
                    flight);
        }
        return Content.holds(body, expected)
                ? new Ended(Outcome.SUCCEEDED, DropClass.NONE, status, region, flight)
                : new Ended(Outcome.FAILED, DropClass.WRONG_CONTENT, status, region, flight);
    }

    /** With blanks behind it, which JSON ignores: what is read back is compared without them. */
    private String filledUp(String body) {
        int missing = payloadBytes - body.getBytes(StandardCharsets.UTF_8).length;
        return missing > 0 ? body + " ".repeat(missing) : body;
    }

    /**
     * What a read must bring back: what the write had sent; nothing is expected where the load does
     * not write.
     */
    private String expected(UnaryOperator<String> values) {
        return service.contract().write().map(write -> values.apply(write.body())).orElse("");
    }
}
