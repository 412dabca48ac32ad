package dev.stagecraft.distil.project;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Reads an XML file of a project. Document types and external entities are refused: a file from a
/// stranger must neither read other files nor grow without end.
final class Xml {
    private Xml() {}

    /// The root element; absent when the file is no XML.
    static Optional<Element> parse(byte[] bytes) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return Optional.of(builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException notXml) {
            return Optional.empty();
        }
    }

    /// The children of this name.
    static List<Element> children(Element parent, String name) {
        List<Element> out = new ArrayList<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && local(e).equals(name)) {
                out.add(e);
            }
        }
        return out;
    }

    private static String local(Element e) {
        String name = e.getTagName();
        return name.substring(name.indexOf(':') + 1);
    }

    /// The first element on a path of child names.
    static Optional<Element> at(Element parent, String... path) {
        Element here = parent;
        for (String name : path) {
            List<Element> found = children(here, name);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            here = found.getFirst();
        }
        return Optional.of(here);
    }

    /// The trimmed text of the first element on a path; absent when there is none or it is empty.
    static Optional<String> text(Element parent, String... path) {
        return at(parent, path).map(e -> e.getTextContent().strip()).filter(t -> !t.isEmpty());
    }
}
