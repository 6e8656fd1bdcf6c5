package dev.vigil.rehearsal.onvif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads what callers send and writes what they get. */
final class Xml {

    private Xml() {
    }

    static Optional<Element> parse(byte[] body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return Optional.of(builder.parse(new ByteArrayInputStream(body)).getDocumentElement());
        } catch (SAXException | IOException | ParserConfigurationException malformed) {
            return Optional.empty();
        }
    }

    /** Text of the first element of this name, however deep; "" where there is none. */
    static String text(Element in, String name) {
        NodeList found = in.getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    /** The call: the first element of the body. */
    static Optional<Element> call(Element envelope) {
        NodeList bodies = envelope.getElementsByTagNameNS("*", "Body");
        for (Node node = bodies.getLength() == 0 ? null : bodies.item(0).getFirstChild(); node != null;
                node = node.getNextSibling()) {
            if (node instanceof Element call) {
                return Optional.of(call);
            }
        }
        return Optional.empty();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    static String envelope(String body) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope" \
            xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema" \
            xmlns:ter="http://www.onvif.org/ver10/error"><SOAP-ENV:Body>%s</SOAP-ENV:Body></SOAP-ENV:Envelope>
            """.formatted(body);
    }

    static String fault(String subcode, String words) {
        return envelope("""
            <SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:Sender</SOAP-ENV:Value><SOAP-ENV:Subcode>\
            <SOAP-ENV:Value>%s</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code><SOAP-ENV:Reason>\
            <SOAP-ENV:Text xml:lang="en">%s</SOAP-ENV:Text></SOAP-ENV:Reason></SOAP-ENV:Fault>""".formatted(subcode,
                escape(words)));
    }
}
