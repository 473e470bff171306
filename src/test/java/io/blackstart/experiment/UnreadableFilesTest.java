package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class UnreadableFilesTest {
    @ParameterizedTest
    @MethodSource("texts")
    void theFirstPlaceThatCannotBeReadIsNamed(String text, String expected) {
        var refused = assertThrows(InvalidFile.class, () -> ExperimentFile.parse("a/x.yaml", text));

        assertEquals("a/x.yaml:" + expected, refused.getMessage());
        assertEquals(
                List.of("a/x.yaml:" + expected),
                refused.problems().stream().map(InvalidFile.Problem::toString).toList());
    }

    static Stream<Arguments> texts() {
        String empty =
                "1:1: the file is empty; right would be key: value lines, the first of them"
                        + " apiVersion: blackstart/v1";
        return Stream.of(
                Arguments.of("", empty),
                Arguments.of("# only a comment\n", empty),
                Arguments.of(
                        "- a\n- b\n",
                        "1:1: the file is no mapping; right would be lines such as key: value"),
                Arguments.of(
                        "name: [a\nbudgets: 3\n",
                        "2:8: the file cannot be read: while parsing a flow sequence, expected ','"
                                + " or ']', but got :"),
                Arguments.of(
                        "name:\n\t- a\n",
                        "2:1: the file cannot be read: while scanning for the next token, found"
                                + " character '\\t(TAB)' that cannot start any token. (Do not use"
                                + " \\t(TAB) for indentation)"),
                Arguments.of(
                        "name: \"a\n",
                        "2:1: the file cannot be read: while scanning a quoted scalar, found"
                                + " unexpected end of stream"));
    }

    @Test
    void problemsComeInTheOrderOfTheFile() {
        var refused =
                assertThrows(
                        InvalidFile.class,
                        () -> ExperimentFile.parse("x.yaml", "zzz: 1\napiVersion: 2\nyyy: 1\n"));

        List<Integer> lines = refused.problems().stream().map(InvalidFile.Problem::line).toList();
        assertEquals(lines.stream().sorted().toList(), lines);
        assertEquals(10, lines.size());
    }
}
