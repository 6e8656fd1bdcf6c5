package dev.vigil.rehearsal.onvif;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.w3c.dom.Element;

/** Checks a UsernameToken as strict cameras do: digest, a nonce never seen before, created about now. */
final class TokenCheck {

    private static final Duration WINDOW = Duration.ofSeconds(5);

    private final Set<String> nonces = ConcurrentHashMap.newKeySet();

    /** Why it is refused; empty where it is accepted. */
    Optional<String> problem(Element envelope, String user, String password, Instant cameraTime) {
        String created = Xml.text(envelope, "Created");
        String nonce = Xml.text(envelope, "Nonce");
        if (created.isEmpty() || nonce.isEmpty()) {
            return Optional.of("no token");
        }
        if (!Xml.text(envelope, "Username").equals(user)
                || !Xml.text(envelope, "Password").equals(digest(nonce, created, password))) {
            return Optional.of("wrong user name or password");
        }
        if (!nonces.add(nonce)) {
            return Optional.of("nonce seen before");
        }
        try {
            return Duration.between(Instant.parse(created), cameraTime).abs().compareTo(WINDOW) > 0
                    ? Optional.of("created too far from the camera's time") : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.of("created is no time");
        }
    }

    private static String digest(String nonce, String created, String password) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(Base64.getDecoder().decode(nonce));
            return Base64.getEncoder().encodeToString(sha1.digest((created + password).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException | IllegalArgumentException notBase64) {
            return "";
        }
    }
}
