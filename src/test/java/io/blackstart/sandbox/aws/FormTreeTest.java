package io.blackstart.sandbox.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTreeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | {}",
                "A=1&B=%26%3D | {\"A\":\"1\",\"B\":\"&=\"}",
                "A.member.1=x&A.member.2=y | {\"A\":[\"x\",\"y\"]}",
                "A.member.10=ten&A.member.2=two | {\"A\":[\"two\",\"ten\"]}",
                "A.1=x | {\"A\":[\"x\"]}",
                "F.Filter.1.Name=n&F.Filter.1.Values.Value.1=v |"
                        + " {\"F\":[{\"Name\":\"n\",\"Values\":[\"v\"]}]}",
                "M.Metric.Name=x&M.Stat=y | {\"M\":{\"Metric\":{\"Name\":\"x\"},\"Stat\":\"y\"}}",
                "A.1.x=y&A.b=z | {\"A\":{\"1\":{\"x\":\"y\"},\"b\":\"z\"}}",
                "A..b=1 | {\"A\":{\"\":{\"b\":\"1\"}}}",
                "A=%00 | {\"A\":\"\\u0000\"}"
            })
    void isATree(String form, String json) {
        assertEquals(json, JsonText.of(FormTree.of(AwsRequest.parameters(form))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A=1&A=2",
                "A=1&A.b=2",
                "A.member.1=x&A.member.01=y",
                "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1"
            })
    void refusesWhatContradictsItself(String form) {
        var parameters = AwsRequest.parameters(form);
        assertEquals(
                "MalformedQueryString",
                assertThrows(AwsFault.class, () -> FormTree.of(parameters)).code());
    }

    @Test
    void aHostileNameCostsNoStack() {
        var parameters = AwsRequest.parameters("a" + ".1".repeat(100_000) + "=x");
        assertEquals(400, assertThrows(AwsFault.class, () -> FormTree.of(parameters)).status());
    }

    @Test
    void aFormHasALimit() {
        assertEquals(5_000, AwsRequest.parameters(form(5_000)).size());
        assertThrows(AwsFault.class, () -> AwsRequest.parameters(form(5_001)));
    }

    private static String form(int parameters) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < parameters; i++) {
            form.append(i == 0 ? "" : "&").append('p').append(i).append("=1");
        }
        return form.toString();
    }
}
