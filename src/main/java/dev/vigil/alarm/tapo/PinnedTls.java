package dev.vigil.alarm.tapo;

import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.tapo.TapoException.Trouble;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jboss.logging.Logger;

/**
 * TLS 1.2 to one camera, trusted by the SHA-256 of its self-signed certificate. The certificate of the first login that
 * succeeds is remembered, and no other is let through from then on. Names are not checked: there are none.
 */
final class PinnedTls {

    private static final Logger LOG = Logger.getLogger(PinnedTls.class);
    private static final String SUITES = "TLS_(ECDHE_ECDSA|ECDHE_RSA|DHE_RSA|RSA)_WITH_AES_(128|256)_(GCM|CBC)_SHA\\d*";

    private final TapoAccess access;
    private final SirenMemory memory;
    private final String key;
    private final SSLContext context;
    private final String[] suites;
    /** Kept here too, so that no handshake waits for the memory's disk. */
    private volatile String known;
    private volatile String seen;
    private volatile String refused;

    PinnedTls(TapoAccess access, SirenMemory memory) {
        this.access = access;
        this.memory = memory;
        key = access.memoryKey("certificate");
        known = memory.get(key).orElse(null);
        try {
            context = SSLContext.getInstance("TLSv1.2");
            context.init(null, new TrustManager[] {new Pin()}, null);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has TLS 1.2", impossible);
        }
        suites = Arrays.stream(context.getSupportedSSLParameters().getCipherSuites())
                .filter(suite -> suite.matches(SUITES)).toArray(String[]::new);
    }

    /** TLS over a connected socket, which is closed with it; the handshake is done. */
    SSLSocket over(Socket connected) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(connected, access.host(), access.port(), true);
        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
        socket.setEnabledCipherSuites(suites);
        socket.startHandshake();
        return socket;
    }

    /** From now on only the certificate that was seen last will do. Call it after a login, when nothing waits. */
    void pin() {
        if (seen != null && known == null) {
            known = seen;
            memory.put(key, seen);
            LOG.infof("the certificate of the camera at %s is remembered: %s", access.authority(), seen);
        }
    }

    /** What a failed handshake means to the operator; empty where it says nothing that a lost connection does not. */
    Optional<TapoException> explain(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ChangedCertificate) {
                return Optional.of(new TapoException(Trouble.CERTIFICATE_CHANGED, cause.getMessage(), failure));
            }
        }
        if (!(failure instanceof SSLHandshakeException) || failure.getCause() instanceof EOFException) {
            return Optional.empty();
        }
        String advice = OldCameraSuites.allowedIn(context)
                ? "is " + access.port() + " the port of its HTTPS API?"
                : "old firmware needs TLS suites that this Java forbids: update the camera's firmware, or take"
                        + " TLS_RSA_* out of jdk.tls.disabledAlgorithms with -Djava.security.properties=FILE";
        return Optional.of(new TapoException(Trouble.NO_COMMON_TLS,
                "the camera at " + access.authority() + " and we have no TLS in common: " + advice, failure));
    }

    private final class Pin extends X509ExtendedTrustManager {

        private void check(X509Certificate[] chain) throws CertificateException {
            String offered = TapoCrypto.hex(TapoCrypto.digest("SHA-256", chain[0].getEncoded()));
            if (known != null && !known.equals(offered)) {
                throw changed(offered);
            }
            seen = offered;
            refused = null;
        }

        private ChangedCertificate changed(String offered) {
            String message = "the camera at " + access.authority() + " shows another certificate (" + offered
                    + ") than before (" + known + "): if it was reset, replaced or updated, remove the line " + key
                    + " from the siren memory file while Vigil is stopped; otherwise somebody may stand between";
            if (!offered.equals(refused)) {
                refused = offered;
                LOG.errorf("ALARM EVENT %s", message);
            }
            return new ChangedCertificate(message);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("we are the client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("we are the client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("we are the client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static final class ChangedCertificate extends CertificateException {

        private static final long serialVersionUID = 1;

        ChangedCertificate(String message) {
            super(message);
        }
    }
}
