package io.blackstart.load;

import io.blackstart.experiment.Client;

import okhttp3.OkHttpClient;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who sends a request, and with what.
 *
 * @param cohort of the user's client; empty where the load has no client models
 * @param http asked before each attempt
 * @param quota what the user's process may spend on retries
 */
record Visit(
        Optional<Client> cohort, Supplier<OkHttpClient> http, RetryQuota quota, Manner manner) {
    /** The cohort's name; empty where there is none. */
    String name() {
        return cohort.map(Client::name).orElse("");
    }
}
