package io.blackstart.sandbox.fis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.RecordedFaults;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.IntStream;

/** How many targets one action may have. */
class TargetQuotaTest {
    @ParameterizedTest
    @CsvSource({"5, 200", "6, 402 ServiceQuotaExceededException"})
    void anActionOnSubnetsHasFiveAtMost(int subnets, String expected) {
        RecordedFaults estate =
                new RecordedFaults(
                        IntStream.range(0, subnets)
                                .mapToObj(i -> RecordedFaults.subnet("us-east-1", "entry-" + i))
                                .toList());
        try (FisRequests fis = new FisRequests(estate)) {
            String template =
                    fis.create(
                            FisRequests.TEMPLATE.replace(
                                    "{\"drill\":\"1\"}", "{\"tier\":\"entry\"}"));
            FisRequests.Came came =
                    fis.send(
                            "POST",
                            "/experiments",
                            "{\"clientToken\":\"t\",\"experimentTemplateId\":\""
                                    + template
                                    + "\"}");
            assertEquals(expected, came.brief());
            String message = came.body().path("message").asString("");
            assertTrue(
                    came.status() == 200
                            || message.contains("net has 6 targets; the quota is 5 for one action"),
                    message);
            assertEquals(
                    came.status() == 200 ? 1 : 0,
                    fis.send("GET", "/experiments", "").body().path("experiments").size());
        }
    }
}
