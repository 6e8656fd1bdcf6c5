package dev.vigil.alarm.tapo;

import java.security.Security;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * Old Tapo firmware speaks only the TLS suites with static RSA, which newer Javas (25 among them) forbid for the whole
 * JVM. Whether they are allowed is read once, when the JVM first uses TLS.
 */
public final class OldCameraSuites {

    private static final String DISABLED = "jdk.tls.disabledAlgorithms";
    private static final String STATIC_RSA = "TLS_RSA_";

    private OldCameraSuites() {
    }

    /**
     * Allows TLS_RSA_* for this JVM; they remain the last choice in every handshake. Must be called before anything
     * uses TLS, first thing in main; later it has no effect. From outside the same is done by
     * {@code -Djava.security.properties=FILE}, FILE holding jdk.tls.disabledAlgorithms without TLS_RSA_*.
     */
    public static void allow() {
        String disabled = Security.getProperty(DISABLED);
        if (disabled != null) {
            Security.setProperty(DISABLED, Arrays.stream(disabled.split(",")).map(String::strip)
                    .filter(name -> !name.startsWith(STATIC_RSA)).collect(Collectors.joining(", ")));
        }
    }

    /** Whether a connection of this context can offer them. */
    static boolean allowedIn(SSLContext context) {
        return Arrays.stream(context.getSupportedSSLParameters().getCipherSuites())
                .anyMatch(suite -> suite.startsWith(STATIC_RSA));
    }
}
