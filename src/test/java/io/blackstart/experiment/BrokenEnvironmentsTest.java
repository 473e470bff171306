package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** Every row breaks a right file in one way; the answer is compared whole, place included. */
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

    @ParameterizedTest(name = "{1}")
    @MethodSource("rows")
    void everyProblemIsNamedWhereItStands(String right, String wrong, List<String> expected) {
        assertTrue(RIGHT.contains(right), right);

        var refused =
                assertThrows(
                        InvalidFile.class,
                        () -> EnvironmentFile.parse("x.yaml", RIGHT.replace(right, wrong)));

        assertEquals(
                String.join("\n", expected).indent(2),
                String.join(
                                "\n",
                                refused.problems().stream()
                                        .map(problem -> problem.toString().substring(7))
                                        .toList())
                        .indent(2));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "regions: [me-south-1, eu-central-1]",
                        "regions: [me-south-1]",
                        "2:10: regions: too few values; right would be at least 2"),
                row(
                        "regions: [me-south-1, eu-central-1]",
                        "regions: [me-south-1, me-south-1]",
                        "2:10: regions: a value stands in the list twice; once is enough"),
                row(
                        "regions: [me-south-1, eu-central-1]",
                        "regions: [me-south-1, eu-west-1]",
                        "19:3: service.endpoints.eu-west-1: is missing; right would"
                                + " be one entry for each region",
                        "19:54: service.endpoints.eu-central-1: is not among the"
                                + " regions; right would be me-south-1 or eu-west-1"),
                row(
                        "regions: [me-south-1, eu-central-1]",
                        "regionen: [me-south-1, eu-central-1]",
                        "1:1: regions is missing; right would be a list of two regions",
                        "2:1: regionen: unknown key; did you mean regions?"),
                row(
                        "  fault: {profile",
                        "  falt: {profile",
                        "4:3: accounts.falt: unknown key; did you mean fault?"),
                row(
                        "arn:aws:iam::123456789012:role/fis",
                        "role/fis",
                        "4:41: accounts.fault.fisRoleArn: \"role/fis\" is not the ARN"
                                + " of a role, such as arn:aws:iam::123456789012:role/fis"),
                row(
                        "'http://127.0.0.1:4566'",
                        "'127.0.0.1:4566'",
                        "4:89: accounts.fault.endpoint: \"127.0.0.1:4566\" is not an"
                                + " address such as https://app.example.com"),
                row(
                        "  name: app.example.test\n",
                        "",
                        "6:1: dns: name is missing; right would be a DNS name such as"
                                + " app.example.com"),
                row(
                        "resolvers: {office: '127.0.53.10:8053'}",
                        "resolvers: {office: '127.0.53.10'}",
                        "8:75: dns.vantagePoints.resolvers.office: \"127.0.53.10\" is"
                                + " not an address with a port, such as 127.0.53.1:53 or"
                                + " ns-1.example.net:53"),
                row(
                        "resolvers: {office: '127.0.53.10:8053'}",
                        "resolvers: {authoritative: '127.0.53.10:8053'}",
                        "8:67: dns.vantagePoints.resolvers.authoritative: this name"
                                + " is not possible here; take another one"),
                row(
                        "['127.0.53.1:8053']",
                        "['127.0.53.1:80530']",
                        "8:34: dns.vantagePoints.authoritative: port 80530 does not"
                                + " exist; right would be 1 to 65535"),
                row(
                        "url: https://app.example.test:8443",
                        "url: https://me:secret@app.example.test:8443",
                        "10:8: service.url: \"https://…@app.example.test:8443\" is"
                                + " not an address such as https://app.example.com"),
                row(
                        "url: https://app.example.test:8443",
                        "url: app.example.test",
                        "10:8: service.url: \"app.example.test\" is not an address"
                                + " such as https://app.example.com"),
                row(
                        "servedBy: {header: X-Region}",
                        "servedBy: {}",
                        "11:3: service.servedBy: nothing stands below it; right would"
                                + " be at least one of header, address"),
                row(
                        "servedBy: {header: X-Region}",
                        "servedBy: {address: {me-south-1: ['127.0.10.1']}}",
                        "11:14: service.servedBy.address.eu-central-1: is missing;"
                                + " right would be one entry for each region"),
                row(
                        "servedBy: {header: X-Region}",
                        "servedBy: {header: X-Region, address: {me-south-1:"
                                + " ['1.2.3.4'], eu-central-1: ['1.2.3.5']}}",
                        "11:3: service.servedBy: too much stands below it; right"
                                + " would be only one of header, address"),
                row(
                        "'${env:TOKEN}'",
                        "'Bearer hunter2'",
                        "12:28: service.headers.Authorization: a secret that stands"
                                + " here would be kept with the evidence; right would be"
                                + " '${env:NAME}', which is filled in when it is sent"),
                row(
                        "'${env:TOKEN}'",
                        "'Bearer ${TOKEN}'",
                        "12:28: service.headers.Authorization: holds a placeholder"
                                + " that stands for nothing; right would be ${env:NAME}"),
                row(
                        "'${env:TOKEN}'",
                        "12345",
                        "12:28: service.headers.Authorization: the value is not a"
                                + " text; secrets stand as ${env:NAME}"),
                row(
                        "health: GET /healthz",
                        "health: /healthz",
                        "13:11: service.health: \"/healthz\" is not a method and a"
                                + " path, such as GET /orders/${id}"),
                row(
                        "  read: GET /orders/${id}\n",
                        "",
                        "9:1: service: read is missing; right would be a method and a"
                                + " path, such as GET /orders/${id}"),
                row(
                        "read: GET /orders/${id}",
                        "read: GET /orders/${key}",
                        "15:9: service.read: \"${key}\" stands for nothing here;"
                                + " right would be ${id}",
                        "15:9: service.read: \"GET /orders/${key}\" does not say"
                                + " where ${id} goes"),
                row(
                        "body: '{\"n\": ${n}}', notWritten: {status: [503],",
                        "body: '{\"n\": ${m}}', notWritten: {status: [200],",
                        "16:47: service.write.body: \"${m}\" stands for nothing here;"
                                + " right would be ${id} or ${n} or ${run}",
                        "16:84: service.write.notWritten.status[0]: 200 is not an"
                                + " HTTP status from 400 to 599"),
                row(
                        "writer: {request: GET /healthz, header: X-Writer}",
                        "writer: {request: GET /healthz}",
                        "14:3: service.writer: header is missing; right would be the"
                                + " name of a header, such as X-Region"),
                row(
                        "after=${cursor}', ids: '$.ids[*]'",
                        "limit=9', ids: 'ids'",
                        "17:24: service.survivors.request: \"GET"
                                + " /orders?prefix=${run}&limit=9\" does not say where"
                                + " ${cursor} goes",
                        "17:66: service.survivors.ids: \"ids\" is not a path such as $.ids[*]"),
                row(
                        "survivors: {request: 'GET"
                                + " /orders?prefix=${run}&after=${cursor}', ids: '$.ids[*]',"
                                + " next: '$.next'}",
                        "survivors: {each: write}",
                        "17:21: service.survivors.each: \"write\" is not possible;"
                                + " right would be read"),
                row(
                        "cleanup: {each: 'DELETE /orders/${id}'}",
                        "cleanup: {each: 'DELETE /orders'}",
                        "18:19: service.cleanup.each: \"DELETE /orders\" does not say"
                                + " where ${id} goes"),
                row(
                        "database: {globalCluster: orders}",
                        "database: orders",
                        "20:11: database: \"orders\" is not a mapping, lines such as"
                                + " key: value below it"),
                row(
                        "days: [TUE, WED]",
                        "days: [TUE, Wednesday]",
                        "22:24: guardRails.window.days[1]: \"Wednesday\" is not one"
                                + " of MON, TUE, WED, THU, FRI, SAT, SUN"),
                row(
                        "from: '02:00', to: '05:00'",
                        "from: 2, to: '25:00'",
                        "22:36: guardRails.window.from: 2 is not a time in quotes,"
                                + " such as '02:00'",
                        "22:43: guardRails.window.to: \"25:00\" is not a time in"
                                + " quotes, such as '02:00'"),
                row(
                        "to: '05:00'",
                        "to: '02:00'",
                        "22:49: guardRails.window.to: is the same time as from; right"
                                + " would be a later one"),
                row(
                        "zone: Europe/Berlin",
                        "zone: Europe/Berln",
                        "22:64: guardRails.window.zone: \"Europe/Berln\" is not a"
                                + " time zone such as Europe/Berlin; did you mean"
                                + " Europe/Berlin?"),
                row(
                        "except: [2026-12-24]",
                        "except: [2026-02-30]",
                        "22:87: guardRails.window.except: \"2026-02-30\" is no day of"
                                + " the calendar"),
                row(
                        "accounts: ['123456789012']",
                        "accounts: [123456789012]",
                        "23:14: guardRails.accounts[0]: 123456789012 is not an"
                                + " account's 12 digits in quotes, such as '123456789012'"),
                row(
                        "requiredTag: {blackstart: allowed}",
                        "requiredTag: {blackstart: true}",
                        "24:29: guardRails.requiredTag.blackstart: true is not a"
                                + " text; did you mean 'true'?"),
                row(
                        "database: {globalCluster: orders}",
                        "database: {globalCluster: orders}\nsandbox: {sped: 10,"
                                + " promotion: broke, wanDelay: 45}",
                        "21:11: sandbox.sped: unknown key; did you mean speed?",
                        "21:32: sandbox.promotion: \"broke\" is not one of automatic,"
                                + " broken; did you mean broken?",
                        "21:49: sandbox.wanDelay: 45 is not a duration, such as 150s,"
                                + " 2m30s or PT150S; did you mean 45s?"),
                row(
                        "regions: [me-south-1, eu-central-1]\naccounts:",
                        "regions: me-south-1\nacounts:",
                        "2:10: regions: \"me-south-1\" is not a list of two regions",
                        "3:1: acounts: unknown key; did you mean accounts?"),
                row(
                        "url: https://app.example.test:8443",
                        "url: https://[::::]",
                        "10:8: service.url: \"https://[::::]\" is not an address such"
                                + " as https://app.example.com or https://[2001:db8::1]"));
    }

    private static Arguments row(String right, String wrong, String... expected) {
        return Arguments.of(right, wrong, List.of(expected));
    }
}
