package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/**
 * An element of a restXml body: either text or children. Namespaces and attributes are ignored, the
 * order of children is the reader's business.
 */
record XmlNode(String name, String text, List<XmlNode> children) {
    /** No shape of Route 53 is half as deep. */
    private static final int DEPTH_MAX = 20;

    XmlNode {
        children = List.copyOf(children);
    }

    static XmlNode of(String name, String text) {
        return new XmlNode(name, text, List.of());
    }

    static XmlNode of(String name, List<XmlNode> children) {
        return new XmlNode(name, "", children);
    }

    /** Reads a body. Document type declarations, and so entities of any kind, are refused. */
    static XmlNode parse(String body) {
        try {
            Element root =
                    builder().parse(new InputSource(new StringReader(body))).getDocumentElement();
            return read(root, 0);
        } catch (SAXException | IOException e) {
            throw new AwsFault(
                    400,
                    "InvalidInput",
                    "The request body is not the XML expected: " + e.getMessage());
        }
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Throwing());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this JDK's XML parser cannot be hardened", e);
        }
    }

    private static XmlNode read(Element element, int depth) {
        if (depth > DEPTH_MAX) {
            throw new AwsFault(400, "InvalidInput", "more than " + DEPTH_MAX + " levels of XML");
        }
        List<XmlNode> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            switch (node.getNodeType()) {
                case Node.ELEMENT_NODE -> children.add(read((Element) node, depth + 1));
                case Node.TEXT_NODE, Node.CDATA_SECTION_NODE -> text.append(node.getNodeValue());
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        return new XmlNode(
                element.getLocalName(), children.isEmpty() ? text.toString() : "", children);
    }

    /** This element, if it is the one that an operation expects. */
    XmlNode named(String expected) {
        if (name.equals(expected)) {
            return this;
        }
        throw new AwsFault(
                400, "InvalidInput", "the request body is a " + name + ", not a " + expected);
    }

    /** The first child of that name. */
    Optional<XmlNode> child(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    /** The text of the first child of that name, without surrounding space. */
    Optional<String> value(String childName) {
        return child(childName).map(child -> child.text.strip());
    }

    /** The text of a child that must be there. */
    String required(String childName) {
        return value(childName)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() ->
                        new AwsFault(
                                400, "InvalidInput", name + " needs a value for " + childName));
    }

    /** The children of the list in the first child of that name; none when there is no list. */
    List<XmlNode> items(String listName, String itemName) {
        return child(listName).stream()
                .flatMap(list -> list.children.stream())
                .filter(item -> item.name.equals(itemName))
                .toList();
    }

    /** A document with this element as its root, in Route 53's namespace. */
    String document() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(out, " xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"");
        return out.toString();
    }

    private void write(StringBuilder out, String attributes) {
        out.append('<').append(name).append(attributes).append('>');
        escape(text, out);
        children.forEach(child -> child.write(out, ""));
        out.append("</").append(name).append('>');
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#13;");
                default -> out.append(inXml(c) ? c : '\ufffd');
            }
        }
    }

    /** XML 1.0 has no way to write the others; a path that is told in an error may have any. */
    private static boolean inXml(char c) {
        return (c >= ' ' && c < '\ufffe') || c == '\t' || c == '\n';
    }

    /** The default handler would print to standard error. */
    private static final class Throwing implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
