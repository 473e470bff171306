package io.blackstart.sandbox.fis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.fis.FisRequests.Came;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** What no SDK sends, and what other clients do. */
class FisWireTest {
    private final FisRequests fis = new FisRequests();

    @AfterEach
    void close() {
        fis.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{}",
                "{\"clientToken\":7}",
                "{\"clientToken\":\"t\"} {}",
                "{'clientToken':'t'}",
                "{\"actions\":[]}",
                "{\"clientToken\":\"t\",\"targets\":{\"a\":1}}",
                "\u0000",
                "{\"a\":1e999999999}"
            })
    void aBodyThatIsNoneIsAValidationException(String body) {
        for (String path : List.of("/experimentTemplates", "/experiments")) {
            assertEquals("400 ValidationException", fis.send("POST", path, body).brief());
        }
    }

    @Test
    void aBodyThatIsTooDeepOrTooLongIsAValidationException() {
        assertEquals(
                "400 ValidationException",
                fis.send("POST", "/experiments", "{\"a\":" + "[".repeat(100_000)).brief());
        Came huge = fis.send("POST", "/experiments", "{\"a\":\"" + "x".repeat(300_000) + "\"}");
        assertEquals("400 ValidationException", huge.brief());
        assertTrue(huge.body().path("message").asString().length() < 1025);
        Came long_ =
                fis.send(
                        "POST",
                        "/experimentTemplates",
                        FisRequests.TEMPLATE.replace("PT5M", "P".repeat(1024)));
        assertEquals("400 ValidationException", long_.brief());
        assertTrue(long_.body().path("message").asString().length() <= 1024);
    }

    @Test
    void whatTheServerRefusesIsSaidInFissWords() {
        assertEquals(400, fis.fis.error(413, "RequestEntityTooLarge", "big").status());
        assertEquals(
                "ValidationException",
                fis.fis.error(400, "InvalidInput", "%zz").headers().get("x-amzn-ErrorType"));
        assertEquals(403, fis.fis.error(403, "IncompleteSignature", "no").status());
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /experimentTemplates",
        "DELETE, /experimentTemplates",
        "POST, /experimentTemplates/EXT1",
        "GET, /experimentTemplates/EXT1/more",
        "GET, /experimentTemplates/EXT1/targetAccountConfigurations/1/more",
        "PATCH, /experiments/EXP1",
        "GET, /experiments/EXP1/resolvedTargets/x",
        "POST, /actions",
        "GET, /safetyLevers",
        "GET, /safetyLevers/default/state",
        "DELETE, /targetResourceTypes/aws:ec2:subnet",
        "PUT, /tags/arn:aws:fis:us-east-1:123456789012:experiment/EXP1"
    })
    void anotherPathOrMethodIsNoOperation(String method, String path) {
        assertEquals("404 UnknownOperationException", fis.send(method, path, "{}").brief());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /tags, 400 ValidationException",
        "GET, /tags/x, 400 ValidationException",
        "GET, /actions?maxResults=ten, 400 ValidationException",
        "GET, /actions?maxResults=-1, 400 ValidationException",
        "GET, /actions?nextToken=-1, 400 ValidationException",
        "GET, /actions?nextToken=99999999999, 400 ValidationException",
        "GET, /actions?nextToken=1000, 200",
        "PATCH, /safetyLevers/other/state, 404 ResourceNotFoundException",
        "PATCH, /safetyLevers/default/state, 400 ValidationException"
    })
    void whatIsAskedWronglyIsRefused(String method, String path, String expected) {
        assertEquals(expected, fis.send(method, path, "{}").brief());
    }

    @Test
    void terraformsUpdateReplacesTheActionsAndKeepsTheRest() {
        String id =
                fis.create(FisRequests.TEMPLATE.replace("}}}\n", "}},\"tags\":{\"Name\":\"d\"}}"));
        JsonNode before = template(id);
        Came patched =
                fis.send(
                        "PATCH",
                        "/experimentTemplates/" + id,
                        """
                        {"actions":{"net":{"actionId":"aws:network:disrupt-connectivity",
                         "parameters":{"scope":"all","duration":"PT6M"},
                         "targets":{"Subnets":"subnets"}}}}
                        """);
        assertEquals("200", patched.brief());
        JsonNode after = template(id);
        assertEquals("PT6M", after.at("/actions/net/parameters/duration").asString());
        for (String same :
                List.of("targets", "stopConditions", "roleArn", "tags", "creationTime")) {
            assertEquals(before.path(same), after.path(same));
        }
        assertEquals("d", after.at("/tags/Name").asString());
    }

    private JsonNode template(String id) {
        return fis.send("GET", "/experimentTemplates/" + id, "").body().path("experimentTemplate");
    }

    @Test
    void anArnInAPathMayBeEncodedOrNot() {
        String arn = template(fis.create(FisRequests.TEMPLATE)).path("arn").asString();
        String encoded = arn.replace(":", "%3A").replace("/", "%2F");
        assertEquals(
                "200",
                fis.send("POST", "/tags/" + encoded, "{\"tags\":{\"a\":\"1\",\"b\":\"2\"}}")
                        .brief());
        assertEquals(
                "200", fis.send("DELETE", "/tags/" + arn + "?tagKeys=a&tagKeys=c", "").brief());
        assertEquals(
                "{\"b\":\"2\"}",
                fis.send("GET", "/tags/" + encoded, "").body().path("tags").toString());
        assertEquals(
                "404 ResourceNotFoundException",
                fis.send("GET", "/tags/" + encoded.replace("us-east-1", "eu-west-1"), "").brief());
    }

    @Test
    void accountTargetingCannotBeUpdated() {
        String id = fis.create(FisRequests.TEMPLATE);
        assertEquals(
                "400 ValidationException",
                fis.send(
                                "PATCH",
                                "/experimentTemplates/" + id,
                                "{\"experimentOptions\":{\"accountTargeting\":\"multi-account\"}}")
                        .brief());
    }

    @Test
    void fiveHundredTemplatesAreAllThatARegionHolds() {
        for (int i = 0; i < 500; i++) {
            fis.create(FisRequests.TEMPLATE.replace("\"t\"", "\"t" + i + "\""));
        }
        assertEquals(
                "402 ServiceQuotaExceededException",
                fis.send("POST", "/experimentTemplates", FisRequests.TEMPLATE).brief());
    }

    @Test
    void aResetForgetsEverything() {
        String id = fis.create(FisRequests.TEMPLATE);
        assertEquals(
                "200",
                fis.send(
                                "PATCH",
                                "/safetyLevers/default/state",
                                "{\"state\":{\"status\":\"engaged\",\"reason\":\"r\"}}")
                        .brief());
        Came started =
                fis.send(
                        "POST",
                        "/experiments",
                        "{\"clientToken\":\"t\",\"experimentTemplateId\":\"" + id + "\"}");
        assertEquals("cancelled", started.body().at("/experiment/state/status").asString());
        fis.fis.reset();
        assertEquals(
                "404 ResourceNotFoundException",
                fis.send("GET", "/experimentTemplates/" + id, "").brief());
        assertEquals(0, fis.send("GET", "/experiments", "").body().path("experiments").size());
        assertEquals(
                "disengaged",
                fis.send("GET", "/safetyLevers/default", "")
                        .body()
                        .at("/safetyLever/state/status")
                        .asString());
        assertTrue(!fis.create(FisRequests.TEMPLATE).equals(id));
    }
}
