package io.blackstart.sandbox.fis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.aws.AwsFault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a template may say. */
class PlanJsonTest {
    private static final String SUBNETS =
            "\"subnets\":{\"resourceTags\":{\"drill\":\"1\"},\"resourceType\":\"aws:ec2:subnet\",\n"
                    + "  \"selectionMode\":\"ALL\"}";

    private static Plan read(String json) {
        ObjectNode node = (ObjectNode) JsonMapper.shared().readTree(json);
        return PlanJson.read("us-east-1", new Fields("", node));
    }

    private static AwsFault refusal(String json) {
        return assertThrows(AwsFault.class, () -> read(json));
    }

    /** The template with some of its text replaced. */
    private static String with(String old, String replacement) {
        String changed = FisRequests.TEMPLATE.replace(old, replacement);
        assertTrue(!changed.equals(FisRequests.TEMPLATE), old);
        return changed;
    }

    @Test
    void isReadAsItIsSent() {
        Plan plan = read(FisRequests.TEMPLATE);
        assertEquals(List.of("net"), plan.steps().stream().map(Plan.Step::name).toList());
        assertEquals("subnets", plan.steps().getFirst().target().orElseThrow());
        assertEquals(List.of(), plan.alarms());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"PT5M\" | \"PT59S\"",
                "\"PT5M\" | \"PT12H1S\"",
                "\"PT5M\" | \"5 minutes\"",
                "\"PT5M\" | \"five\"",
                "\"PT5M\" | 5",
                "\"scope\":\"all\" | \"scope\":\"everything\"",
                "\"scope\":\"all\" | \"scope\":\"prefix-list\"",
                "\"scope\":\"all\" | \"scope\":\"all\",\"prefixListIdentifier\":\"pl-1\"",
                "\"scope\":\"all\", | ",
                "\"scope\":\"all\" | \"scope\":\"all\",\"speed\":\"1\"",
                "aws:network:disrupt-connectivity | aws:network:unplug",
                "{\"Subnets\":\"subnets\"} | {}",
                "{\"Subnets\":\"subnets\"} | {\"Subnets\":\"others\"}",
                "{\"Subnets\":\"subnets\"} | {\"Instances\":\"subnets\"}",
                "{\"Subnets\":\"subnets\"} | {\"Subnets\":\"subnets\",\"More\":\"subnets\"}",
                "aws:ec2:subnet | aws:ec2:instance",
                "aws:ec2:subnet | aws:ec2:moon",
                "\"ALL\" | \"SOME\"",
                "\"ALL\" | \"COUNT(0)\"",
                "\"ALL\" | \"COUNT(-1)\"",
                "\"ALL\" | \"COUNT(99999999999)\"",
                "\"ALL\" | \"PERCENT(101)\"",
                "\"selectionMode\":\"ALL\" | \"selectionMode\":null",
                "\"resourceTags\":{\"drill\":\"1\"} | \"resourceTags\":{}",
                "\"resourceTags\":{\"drill\":\"1\"} | \"resourceTags\":{\"drill\":1}",
                "\"resourceTags\":{\"drill\":\"1\"} | \"resourceArns\":[\"short\"]",
                "\"resourceTags\":{\"drill\":\"1\"} |"
                    + " \"resourceTags\":{\"a\":\"1\"},\"resourceArns\":[\"arn:aws:ec2:us-east-1:1:subnet/1\"]",
                "\"resourceTags\":{\"drill\":\"1\"} |"
                        + " \"resourceTags\":{\"a\":\"1\"},\"parameters\":{\"moon\":\"1\"}",
                "\"resourceTags\":{\"drill\":\"1\"} | \"parameters\":{\"vpc\":\"vpc<1>\"}",
                "\"resourceTags\":{\"drill\":\"1\"} |"
                        + " \"resourceTags\":{\"a\":\"1\"},\"filters\":[{\"path\":\"a"
                        + " b\",\"values\":[\"x\"]}]",
                "\"resourceTags\":{\"drill\":\"1\"} |"
                    + " \"resourceTags\":{\"a\":\"1\"},\"filters\":[{\"path\":\"a\",\"values\":[]}]",
                "[{\"source\":\"none\"}] | []",
                "[{\"source\":\"none\"}] | [{}]",
                "[{\"source\":\"none\"}] | [{\"source\":\"mood\"}]",
                "[{\"source\":\"none\"}] | [{\"source\":\"aws:cloudwatch:alarm\"}]",
                "[{\"source\":\"none\"}] |"
                    + " [{\"source\":\"aws:cloudwatch:alarm\",\"value\":\"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a\"}]",
                "\"description\":\"drill\" | \"description\":\"\"",
                "\"description\":\"drill\", | ",
                "arn:aws:iam::123456789012:role/fis | role",
                "\"net\" | \"the net\"",
                "\"targets\":{\"Subnets\" | \"startAfter\":[\"ghost\"],\"targets\":{\"Subnets\"",
                "\"targets\":{\"Subnets\" | \"startAfter\":[\"net\"],\"targets\":{\"Subnets\"",
                "\"description\" | \"logConfiguration\":{},\"description\"",
                "\"description\" | \"logConfiguration\":{\"logSchemaVersion\":3},\"description\"",
                "\"description\" |"
                    + " \"experimentOptions\":{\"emptyTargetResolutionMode\":\"x\"},\"description\"",
                "\"description\" |"
                    + " \"experimentReportConfiguration\":{\"preExperimentDuration\":\"PT13H\"},\"description\""
            })
    void whatAwsRefusesIsAValidationException(String old, String replacement) {
        AwsFault refused = refusal(with(old, replacement == null ? "" : replacement));
        assertEquals("400 ValidationException", refused.status() + " " + refused.code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"PT5M\" | \"PT12H\"",
                "\"PT5M\" | \"PT1M\"",
                "\"ALL\" | \"COUNT(3)\"",
                "\"ALL\" | \"PERCENT(100)\"",
                "\"scope\":\"all\" | \"scope\":\"prefix-list\",\"prefixListIdentifier\":\"pl-1\"",
                "\"resourceTags\":{\"drill\":\"1\"} | \"parameters\":{\"vpc\":\"vpc-1\"}",
                "\"resourceTags\":{\"drill\":\"1\"} |"
                    + " \"resourceTags\":null,\"resourceArns\":[\"arn:aws:ec2:us-east-1:1:subnet/1\"]",
                "[{\"source\":\"none\"}] |"
                    + " [{\"source\":\"aws:cloudwatch:alarm\",\"value\":\"arn:aws:cloudwatch:us-east-1:123456789012:alarm:a"
                    + " b\"}]",
                "\"description\" |"
                    + " \"experimentReportConfiguration\":{\"preExperimentDuration\":\"PT20M\"},\"description\""
            })
    void whatAwsTakesIsTaken(String old, String replacement) {
        assertEquals(1, read(with(old, replacement)).steps().size());
    }

    @Test
    void thereAreAtMostFiveArnsAndFiveStopConditions() {
        String arns =
                IntStream.range(0, 6)
                        .mapToObj(i -> "\"arn:aws:ec2:us-east-1:1:subnet/" + i + "\"")
                        .collect(Collectors.joining(",", "\"resourceArns\":[", "]"));
        assertEquals(400, refusal(with("\"resourceTags\":{\"drill\":\"1\"}", arns)).status());
        String none = "{\"source\":\"none\"}";
        String six = String.join(",", Collections.nCopies(6, none));
        assertEquals("ServiceQuotaExceededException", refusal(with("[" + none, "[" + six)).code());
    }

    @Test
    void aTargetThatNoActionUsesIsRefused() {
        AwsFault refused =
                refusal(with(SUBNETS, SUBNETS + "," + SUBNETS.replace("subnets", "more")));
        assertTrue(refused.message().contains("[more]"), refused.message());
    }

    @ParameterizedTest
    @CsvSource({
        "20, taken",
        "21, ServiceQuotaExceededException",
    })
    void thereAreAtMostTwentyActions(int count, String expected) {
        // two chains, so that the number at once is no matter
        String actions =
                IntStream.range(0, count)
                        .mapToObj(i -> wait("w" + i, "PT1M", i < 2 ? "" : "w" + (i - 2)))
                        .collect(Collectors.joining(","));
        assertEquals(expected, outcome(actions));
    }

    @ParameterizedTest
    @CsvSource({"10, taken", "11, ServiceQuotaExceededException"})
    void tenActionsRunAtOnce(int count, String expected) {
        String side =
                IntStream.range(0, count)
                        .mapToObj(i -> wait("w" + i, "PT1M", "first"))
                        .collect(Collectors.joining(","));
        assertEquals(
                expected,
                outcome(side + "," + wait("first", "PT1M", "") + "," + wait("last", "PT1M", "w0")));
    }

    @ParameterizedTest
    @CsvSource({"PT6H, taken", "PT6H1S, ServiceQuotaExceededException"})
    void anExperimentLastsTwelveHours(String second, String expected) {
        assertEquals(expected, outcome(wait("one", "PT6H", "") + "," + wait("two", second, "one")));
    }

    private static String wait(String name, String duration, String after) {
        return "\"%s\":{\"actionId\":\"aws:fis:wait\",\"parameters\":{\"duration\":\"%s\"},\"startAfter\":[%s]}"
                .formatted(name, duration, after.isEmpty() ? "" : "\"" + after + "\"");
    }

    private static String outcome(String actions) {
        try {
            var _ =
                    read(
                            """
                            {"description":"d","roleArn":"arn:aws:iam::123456789012:role/fis",
                             "stopConditions":[{"source":"none"}],"actions":{%s}}
                            """
                                    .formatted(actions));
            return "taken";
        } catch (AwsFault refused) {
            return refused.code();
        }
    }
}
