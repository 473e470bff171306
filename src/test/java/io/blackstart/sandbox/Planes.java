package io.blackstart.sandbox;

import io.blackstart.aws.OkHttpSdkClient;

import okhttp3.OkHttpClient;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.route53.Route53Client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Control planes and AWS clients, for tests. */
public final class Planes {
    public static final String PRIMARY_BALANCER = "drill.me-south-1.elb.amazonaws.com";
    public static final String SECONDARY_BALANCER = "drill.eu-central-1.elb.amazonaws.com";

    private static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "secret"));

    private Planes() {}

    /** A control plane whose load balancers stand at 127.0.10.1 and 127.0.20.1. */
    public static ControlPlane start(int speed, Estate estate, Truth truth) throws IOException {
        return start(speed, estate, new RecordedDatabases(), new SetAlarms(), truth);
    }

    /** The same, with databases and alarms. */
    public static ControlPlane start(
            int speed, Estate estate, Databases databases, Alarms alarms, Truth truth)
            throws IOException {
        return ControlPlane.start(
                new ControlPlane.Settings(
                        new CloudClock(speed), "127.0.0.1", Duration.ofMillis(500), false, 60),
                new ControlPlane.Backing(
                        estate,
                        databases,
                        Planes::balancer,
                        UnaryOperator.identity(),
                        Map::of,
                        Optional.of(alarms)),
                truth);
    }

    private static Optional<LoadBalancers.Balancer> balancer(String dnsName) {
        return switch (dnsName) {
            case PRIMARY_BALANCER -> Optional.of(balancerAt("127.0.10.1"));
            case SECONDARY_BALANCER -> Optional.of(balancerAt("127.0.20.1"));
            default -> Optional.empty();
        };
    }

    private static LoadBalancers.Balancer balancerAt(String ip) {
        return new LoadBalancers.Balancer(List.of(ip), List.of("::ffff:" + ip), true);
    }

    /** What carries the AWS SDK's requests. */
    static SdkHttpClient http() {
        return new OkHttpSdkClient(
                new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(20)).build());
    }

    public static Route53Client route53(URI endpoint) {
        return Route53Client.builder()
                .endpointOverride(endpoint)
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(ANYBODY)
                .httpClient(http())
                .build();
    }

    public static FisClient fis(URI endpoint, String region) {
        return FisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(ANYBODY)
                .httpClient(http())
                .build();
    }
}
