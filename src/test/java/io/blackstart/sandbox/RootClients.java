package io.blackstart.sandbox;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sts.StsClient;

import java.net.URI;

/** Clients of the services at the root path, for tests. */
public final class RootClients {
    private static final AwsCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "secret"));

    private RootClients() {}

    public static RdsClient rds(URI endpoint, String region) {
        return RdsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(ANYBODY)
                .httpClient(Planes.http())
                .build();
    }

    public static CloudWatchClient cloudWatch(URI endpoint, String region) {
        return CloudWatchClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(ANYBODY)
                .httpClient(Planes.http())
                .build();
    }

    public static StsClient sts(URI endpoint) {
        return sts(endpoint, ANYBODY);
    }

    public static StsClient sts(URI endpoint, AwsCredentialsProvider who) {
        return StsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of("eu-central-1"))
                .credentialsProvider(who)
                .httpClient(Planes.http())
                .build();
    }
}
