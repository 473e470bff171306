package io.blackstart.sandbox.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.StringReader;
import java.time.Instant;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

class QueryXmlTest {
    @Test
    void writesListsMomentsAndNumbers() {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.putArray("Clusters")
                .addObject()
                .put("Id", "a")
                .put("Port", 5432)
                .put("Multi", true);
        members.putArray("Names").add("x").add("y");
        members.putArray("None");
        members.putNull("Absent");
        members.putPOJO("At", Instant.parse("2026-11-22T10:00:00Z"));

        String body = QueryXml.answer("urn:n", "Do", members, Map.of("Clusters", "Cluster")).body();

        String expected =
                "<DoResponse xmlns=\"urn:n\"><DoResult><Clusters><Cluster><Id>a</Id>"
                        + "<Port>5432</Port><Multi>true</Multi></Cluster></Clusters>"
                        + "<Names><member>x</member><member>y</member></Names><None></None>"
                        + "<At>2026-11-22T10:00:00.000Z</At></DoResult><ResponseMetadata>";
        assertTrue(body.contains(expected), body);
    }

    @Test
    void whateverStandsInAMessageTheDocumentIsWellFormed() throws Exception {
        StringBuilder all = new StringBuilder("]]> & < > \" ' \r\n");
        for (int c = 0; c < 0x100; c++) {
            all.appendCodePoint(c);
        }
        all.append('\uD800').append("\uD83D\uDE00").append('\uFFFF');
        String body = QueryXml.error("", 400, "C&d", all.toString()).body();
        var document =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(body)));
        assertEquals("C&d", document.getElementsByTagName("Code").item(0).getTextContent());
        assertTrue(
                document.getElementsByTagName("Message")
                        .item(0)
                        .getTextContent()
                        .startsWith("]]> & < > \" ' \r\n\uFFFD"));
    }
}
