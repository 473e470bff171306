package io.blackstart.load;

import io.blackstart.experiment.Environment.Request;
import io.blackstart.http.Service;

import okhttp3.OkHttpClient;
import okhttp3.Response;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Brings requests about orders to where the surviving writes are: straight to the region that takes
 * writes now, or to the users' name when no region can be told.
 *
 * @param client knows the way: with a region, its DNS is that region's endpoint
 */
public record OrderCourier(OkHttpClient client, Service service, Optional<String> region) {
    Response send(Request template, UnaryOperator<String> values) throws IOException {
        var request =
                region.isPresent()
                        ? service.requestTo(region.get(), template, values, "")
                        : service.request(template, values, "");
        return client.newCall(request.build()).execute();
    }
}
