package dev.vigil.alarm.onvif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What a camera answered, read with care: no document types, no external entities. Elements are found by their local
 * names, since cameras are careless with namespaces.
 */
final class SoapAnswer {

    private static final DocumentBuilderFactory XML = careful();

    private final Element envelope;

    private SoapAnswer(Element envelope) {
        this.envelope = envelope;
    }

    private static DocumentBuilderFactory careful() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("the JDK's parser knows these features", impossible);
        }
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setNamespaceAware(true);
        return factory;
    }

    /** @throws OnvifException where it is no SOAP envelope */
    static SoapAnswer parse(byte[] body) throws OnvifException {
        try {
            DocumentBuilder builder;
            synchronized (XML) {
                builder = XML.newDocumentBuilder();
            }
            // Its own would print what is wrong.
            builder.setErrorHandler(null);
            Element root = builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
            if (!"Envelope".equals(root.getLocalName())) {
                throw OnvifException.broken("the answer is no SOAP envelope");
            }
            return new SoapAnswer(root);
        } catch (SAXException malformed) {
            throw OnvifException.broken("the answer is no XML that can be accepted");
        } catch (IOException | ParserConfigurationException impossible) {
            throw new IllegalStateException("bytes can be read", impossible);
        }
    }

    /** All elements of this name, however deep. */
    List<Element> all(String name) {
        return all(envelope, name);
    }

    static List<Element> all(Element in, String name) {
        List<Element> found = new ArrayList<>();
        var nodes = in.getElementsByTagNameNS("*", name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    /** The text of the first element at the end of this path of names; each is looked for however deep. */
    static Optional<String> text(Element in, String... path) {
        Optional<Element> at = Optional.of(in);
        for (String name : path) {
            at = at.flatMap(element -> all(element, name).stream().findFirst());
        }
        return at.map(Node::getTextContent).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Why the camera refused, in its codes and words, cut short; empty where it did not. */
    Optional<String> fault() {
        return all("Fault").stream().findFirst().map(fault -> {
            List<String> words = new ArrayList<>();
            // SOAP 1.2 has values and a text, 1.1 a code and a string.
            for (String name : List.of("Value", "Text", "faultcode", "faultstring")) {
                all(fault, name).forEach(element -> words.add(element.getTextContent().strip()));
            }
            String all = String.join(" ", words).replaceAll("\\p{Cntrl}+", " ");
            return all.substring(0, Math.min(all.length(), 200));
        });
    }
}
