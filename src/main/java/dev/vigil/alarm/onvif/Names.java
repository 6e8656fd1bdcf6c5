package dev.vigil.alarm.onvif;

/** XML namespaces of the calls. */
final class Names {

    static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";
    static final String SCHEMA = "http://www.onvif.org/ver10/schema";
    private static final String WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    static final String SECURITY = WSS + "wssecurity-secext-1.0.xsd";
    static final String UTILITY = WSS + "wssecurity-utility-1.0.xsd";
    static final String DIGEST = WSS + "username-token-profile-1.0#PasswordDigest";
    static final String BASE64 = WSS + "soap-message-security-1.0#Base64Binary";

    private Names() {
    }
}
