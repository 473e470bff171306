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

    @Test
    void refusesEntitiesThatGrow() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE A [<!ENTITY e0 'ha'>");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY e" + i + " '&e" + (i - 1) + ";&e" + (i - 1) + ";'>");
        }
        bomb.append("]><A>&e29;</A>");
        assertEquals(
                400, assertThrows(AwsFault.class, () -> XmlNode.parse(bomb.toString())).status());
    }

    @Test
    void refusesAnElementWithTooManyAttributes() {
        StringBuilder many = new StringBuilder("<A");
        for (int i = 0; i < 20_000; i++) {
            many.append(" a" + i + "='1'");
        }
        many.append("/>");
        assertEquals(
                400, assertThrows(AwsFault.class, () -> XmlNode.parse(many.toString())).status());
    }

    @Test
    void refusesTheBodyOfAnotherOperation() {
        XmlNode other = XmlNode.parse("<DeleteEverythingRequest/>");
        AwsFault fault = assertThrows(AwsFault.class, () -> other.named("TheRequest"));
        assertEquals("InvalidInput", fault.code());
        assertEquals(other, other.named("DeleteEverythingRequest"));
    }

    @Test
    void writesXmlWhateverTheTextIs() {
        XmlNode odd = XmlNode.of("A", "a\u0000b\u001bc\uffffd");
        assertEquals("a\ufffdb\ufffdc\ufffdd", XmlNode.parse(odd.document()).text());
    }
}
