package io.blackstart.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.RootClients;
import io.blackstart.sandbox.aws.AwsServer;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

import java.time.Instant;
import java.util.List;

/** STS by the real client. */
class StsIT {
    @Test
    void tellsWhoAsksAndGivesCredentialsOfARole() throws Exception {
        try (AwsServer server =
                        AwsServer.start("127.0.0.1", List.of(new Sts("123456789012").route()));
                StsClient sts = RootClients.sts(server.endpoint())) {
            var user = sts.getCallerIdentity();
            assertEquals("123456789012", user.account());
            assertTrue(user.arn().startsWith("arn:aws:iam::123456789012:user/"), user.arn());
            assertTrue(user.userId().startsWith("AIDA"), user.userId());

            var role =
                    sts.assumeRole(request ->
                            request.roleArn("arn:aws:iam::123456789012:role/path/fis")
                                    .roleSessionName("drill"));
            String arn = "arn:aws:sts::123456789012:assumed-role/fis/drill";
            assertEquals(arn, role.assumedRoleUser().arn());
            var credentials = role.credentials();
            assertTrue(credentials.expiration().isAfter(Instant.now()), credentials.toString());
            try (StsClient inRole =
                    RootClients.sts(
                            server.endpoint(),
                            StaticCredentialsProvider.create(
                                    AwsSessionCredentials.create(
                                            credentials.accessKeyId(),
                                            credentials.secretAccessKey(),
                                            credentials.sessionToken())))) {
                assertEquals(arn, inRole.getCallerIdentity().arn());
            }
        }
    }

    @Test
    void refusesWhatIsNoRole() throws Exception {
        try (AwsServer server =
                        AwsServer.start("127.0.0.1", List.of(new Sts("123456789012").route()));
                StsClient sts = RootClients.sts(server.endpoint())) {
            StsException refused =
                    assertThrows(
                            StsException.class,
                            () ->
                                    sts.assumeRole(request ->
                                            request.roleArn("arn:aws:iam::1:user/x")
                                                    .roleSessionName("drill")));
            assertEquals("ValidationError", refused.awsErrorDetails().errorCode());
            StsException unknown = assertThrows(StsException.class, () -> sts.getSessionToken());
            assertEquals("InvalidAction", unknown.awsErrorDetails().errorCode());
        }
    }
}
