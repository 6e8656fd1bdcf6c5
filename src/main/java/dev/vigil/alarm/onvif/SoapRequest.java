package dev.vigil.alarm.onvif;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** One call of the device service: its name and its plain arguments in order. */
record SoapRequest(String name, Map<String, String> arguments) {

    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    static SoapRequest of(String name) {
        return new SoapRequest(name, Map.of());
    }

    SoapRequest with(String argument, String value) {
        Map<String, String> more = new LinkedHashMap<>(arguments);
        more.put(argument, value);
        return new SoapRequest(name, more);
    }

    /** @param token null for a call without proof of the password */
    String envelope(UsernameToken token) {
        StringWriter text = new StringWriter(1024);
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(text);
            xml.writeStartDocument("utf-8", "1.0");
            xml.writeStartElement("s", "Envelope", Names.SOAP);
            xml.writeNamespace("s", Names.SOAP);
            if (token != null) {
                xml.writeStartElement("s", "Header", Names.SOAP);
                security(xml, token);
                xml.writeEndElement();
            }
            xml.writeStartElement("s", "Body", Names.SOAP);
            xml.writeStartElement("tds", name, Names.DEVICE);
            xml.writeNamespace("tds", Names.DEVICE);
            for (Map.Entry<String, String> argument : arguments.entrySet()) {
                element(xml, "tds", argument.getKey(), Names.DEVICE, argument.getValue());
            }
            xml.writeEndDocument();
            return text.toString();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a string can be written to", impossible);
        }
    }

    private static void security(XMLStreamWriter xml, UsernameToken token) throws XMLStreamException {
        xml.writeStartElement("wsse", "Security", Names.SECURITY);
        xml.writeNamespace("wsse", Names.SECURITY);
        xml.writeNamespace("wsu", Names.UTILITY);
        xml.writeAttribute("s", Names.SOAP, "mustUnderstand", "true");
        xml.writeStartElement("wsse", "UsernameToken", Names.SECURITY);
        element(xml, "wsse", "Username", Names.SECURITY, token.user());
        xml.writeStartElement("wsse", "Password", Names.SECURITY);
        xml.writeAttribute("Type", Names.DIGEST);
        xml.writeCharacters(token.digest());
        xml.writeEndElement();
        xml.writeStartElement("wsse", "Nonce", Names.SECURITY);
        xml.writeAttribute("EncodingType", Names.BASE64);
        xml.writeCharacters(token.nonce());
        xml.writeEndElement();
        element(xml, "wsu", "Created", Names.UTILITY, token.created());
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String prefix, String name, String namespace, String value)
            throws XMLStreamException {
        xml.writeStartElement(prefix, name, namespace);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }
}
