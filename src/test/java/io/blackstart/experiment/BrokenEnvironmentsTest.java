package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/**
 * {@code broken-environments.txt} breaks a right file in many ways; each answer is compared whole,
 * place included.
 */
class BrokenEnvironmentsTest {
    static final String RIGHT =
            """
            apiVersion: blackstart/v1
            regions: [me-south-1, eu-central-1]
            accounts:
              fault: {profile: gameday, fisRoleArn: 'arn:aws:iam::123456789012:role/fis', endpoint: 'http://127.0.0.1:4566'}
              dns: {profile: reader}
            dns:
              name: app.example.test
              vantagePoints: {authoritative: ['127.0.53.1:8053'], resolvers: {office: '127.0.53.10:8053'}}
            service:
              url: https://app.example.test:8443
              servedBy: {header: X-Region}
              headers: {Authorization: '${env:TOKEN}', X-Synthetic: blackstart}
              health: GET /healthz
              writer: {request: GET /healthz, header: X-Writer}
              read: GET /orders/${id}
              write: {request: 'PUT /orders/${id}', body: '{"n": ${n}}', notWritten: {status: [503], header: X-Not-Written}}
              survivors: {request: 'GET /orders?prefix=${run}&after=${cursor}', ids: '$.ids[*]', next: '$.next'}
              cleanup: {each: 'DELETE /orders/${id}'}
              endpoints: {me-south-1: 'https://127.0.10.1:8443', eu-central-1: 'https://127.0.20.1:8443'}
            database: {globalCluster: orders}
            guardRails:
              window: {days: [TUE, WED], from: '02:00', to: '05:00', zone: Europe/Berlin, except: [2026-12-24]}
              accounts: ['123456789012']
              requiredTag: {blackstart: allowed}
            """;

    @Test
    void theFileThatIsBrokenHereIsRight() {
        assertInstanceOf(EnvironmentFile.Complete.class, EnvironmentFile.parse("x.yaml", RIGHT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyProblemIsNamedWhereItStands(BrokenFile broken) {
        var refused =
                assertThrows(
                        InvalidFile.class, () -> EnvironmentFile.parse("x.yaml", broken.of(RIGHT)));

        assertEquals(broken.expected(), BrokenFile.lines(refused));
    }

    static List<BrokenFile> rows() {
        return BrokenFile.all("broken-environments.txt");
    }
}
