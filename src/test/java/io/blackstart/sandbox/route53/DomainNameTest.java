package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.TextParseException;

class DomainNameTest {
    @ParameterizedTest
    @CsvSource({
        "App.Example.TEST, app.example.test.",
        "app.example.test., app.example.test.",
        "*.example.test, \\052.example.test.",
        "\\052.example.test, \\052.example.test.",
        "a\\056b.test, a\\056b.test.",
        "a b.test, a\\040b.test.",
        "'', .",
    })
    void isWrittenInOneWay(String text, String canonical) {
        assertEquals(canonical, DomainName.canonical(text));
        assertEquals(canonical, DomainName.canonical(canonical));
    }

    @Test
    void becomesAWireName() throws TextParseException {
        assertEquals("*.example.test.", DomainName.dns("\\052.example.test.").toString());
        assertEquals(3, DomainName.dns("a\\056b.test.").labels());
    }

    @ParameterizedTest
    @CsvSource({"a..test.", "ü.test.", "'\\\\9.test.'"})
    void isRefusedWhenNoNameCanBeSo(String name) {
        assertThrows(TextParseException.class, () -> DomainName.dns(name));
    }
}
