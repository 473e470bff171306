package io.blackstart.aws;

import io.blackstart.experiment.Environment.Account;

import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;

import java.time.Duration;
import java.util.function.Function;

/**
 * AWS clients for the accounts of an environment.
 *
 * <p>Credentials are the account's profile, or the SDK's default chain. A sandbox checks none, so
 * it is given a name that nobody could mistake for a key, and a drill against a sandbox needs no
 * AWS configuration at all.
 */
public final class AwsClients {
    private final boolean sandbox;
    private final Function<String, Interceptor> listeners;

    /**
     * Clients for one kind of cloud.
     *
     * @param sandbox whether the accounts are a sandbox's
     */
    public AwsClients(boolean sandbox) {
        this(sandbox, _ -> chain -> chain.proceed(chain.request()));
    }

    /**
     * The same, listened to.
     *
     * @param listeners of a service's name, such as {@code fis me-south-1}, a listener to its
     *     answers
     */
    public AwsClients(boolean sandbox, Function<String, Interceptor> listeners) {
        this.sandbox = sandbox;
        this.listeners = listeners;
    }

    /** FIS in one region; the caller closes it. */
    public FisClient fis(Account account, String region) {
        return configured(FisClient.builder(), account, "fis " + region)
                .region(Region.of(region))
                .build();
    }

    /** RDS in one region; the caller closes it. */
    public RdsClient rds(Account account, String region) {
        return configured(RdsClient.builder(), account, "rds " + region)
                .region(Region.of(region))
                .build();
    }

    /** Route 53, which is global; the caller closes it. */
    public Route53Client route53(Account account) {
        return configured(Route53Client.builder(), account, "route53")
                .region(Region.AWS_GLOBAL)
                .build();
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
            B builder, Account account, String name) {
        account.endpoint().ifPresent(builder::endpointOverride);
        return builder.credentialsProvider(credentials(account))
                .httpClient(
                        new OkHttpSdkClient(
                                new OkHttpClient.Builder()
                                        .connectTimeout(Duration.ofSeconds(5))
                                        .readTimeout(Duration.ofSeconds(20))
                                        .retryOnConnectionFailure(false)
                                        .followRedirects(false)
                                        .addNetworkInterceptor(listeners.apply(name))
                                        .build()));
    }

    private AwsCredentialsProvider credentials(Account account) {
        if (sandbox) {
            return StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("SANDBOX", "sandbox"));
        }
        return account.profile()
                .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
