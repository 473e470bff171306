package io.blackstart.sandbox.rds;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An answer of the query protocol as a customer reads it: the texts of its elements by their names,
 * wherever they stand, in the document's order.
 */
record ReadXml(Map<String, List<String>> texts) {
    /** Reads an answer; a document type declaration is not processed. */
    static ReadXml of(String body) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return read(factory.createXMLStreamReader(new StringReader(body)));
        } catch (XMLStreamException notXml) {
            throw new IOException("RDS's answer is not XML: " + notXml.getMessage(), notXml);
        }
    }

    private static ReadXml read(XMLStreamReader xml) throws XMLStreamException {
        Map<String, List<String>> texts = new HashMap<>();
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> text.setLength(0);
                case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    texts.computeIfAbsent(xml.getLocalName(), _ -> new ArrayList<>())
                            .add(text.toString());
                    text.setLength(0);
                }
                default -> {
                    // comments and the like say nothing
                }
            }
        }
        return new ReadXml(texts);
    }

    /** The texts of all elements of a name. */
    List<String> all(String name) {
        return texts.getOrDefault(name, List.of());
    }

    /** The text of the first element of a name. */
    String required(String name) throws IOException {
        List<String> found = all(name);
        if (found.isEmpty()) {
            throw new IOException("RDS's answer has no " + name);
        }
        return found.getFirst();
    }
}
