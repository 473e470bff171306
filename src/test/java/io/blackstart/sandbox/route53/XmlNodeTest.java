package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackstart.sandbox.aws.AwsFault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class XmlNodeTest {
    @Test
    void readsWhatItWrote() {
        XmlNode node =
                XmlNode.of(
                        "A",
                        List.of(
                                XmlNode.of("B", "x < y && \"z\" > 'w' ]]> \r\n\t ü €"),
                                XmlNode.of("C", List.of(XmlNode.of("D", "")))));
        assertEquals(node, XmlNode.parse(node.document()));
    }

    @Test
    void ignoresNamespacesPrefixesCommentsAndAttributes() {
        XmlNode plain = XmlNode.parse("<A><B>1</B></A>");
        assertEquals(
                plain,
                XmlNode.parse(
                        "<?xml version='1.0'?><n:A xmlns:n='urn:x' y='2'><!-- c"
                                + " --><n:B><![CDATA[1]]></n:B></n:A>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<A>",
                "<A></B>",
                "<!DOCTYPE A><A/>",
                "<!DOCTYPE A [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><A>&e;</A>",
                "<!DOCTYPE A SYSTEM 'http://127.0.0.1:9/x.dtd'><A/>",
                "<A>&e;</A>",
            })
    void refusesWhatIsNoXmlOrDeclaresAType(String body) {
        AwsFault fault = assertThrows(AwsFault.class, () -> XmlNode.parse(body));
        assertEquals(400, fault.status());
        assertEquals("InvalidInput", fault.code());
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 30_000})
    void refusesXmlThatIsTooDeep(int depth) {
        String deep = "<A>".repeat(depth) + "</A>".repeat(depth);
        assertEquals(400, assertThrows(AwsFault.class, () -> XmlNode.parse(deep)).status());
    }
}
