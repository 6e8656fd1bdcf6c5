package dev.vigil.camera;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vigil.fuzz.Bounded;
import dev.vigil.rehearsal.backend.LaravelEncrypter;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any payload, any envelope and any content under a right MAC end in a camera or are told apart as broken. From what
 * is opened an address is made, as for a real camera.
 */
class LaravelDecrypterFuzz {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

    private final LaravelEncrypter encrypter = new LaravelEncrypter(KEY);
    private final CameraDecrypter decrypter;

    LaravelDecrypterFuzz() throws DecryptionException {
        decrypter = new CameraDecrypter(new LaravelDecrypter(EncryptionKey.parse(new String(KEY, UTF_8))));
    }

    static Stream<Arguments> seeds() {
        Stream<Arguments> payloads = Payloads.ofLaravel().stream()
                .map(payload -> Arguments.of((byte) 0, payload.getBytes(UTF_8)));
        Stream<Arguments> envelopes = Payloads.ofLaravel().stream().limit(8)
                .map(payload -> Arguments.of((byte) 1, decoded(payload)));
        Stream<Arguments> contents = Payloads.plainTexts().map(plain -> Arguments.of((byte) 2, plain));
        return Stream.of(payloads, envelopes, contents).flatMap(all -> all);
    }

    private static byte[] decoded(String payload) {
        try {
            return Base64.getDecoder().decode(payload);
        } catch (IllegalArgumentException none) {
            return new byte[0];
        }
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyPayloadEnvelopeOrContent(byte way, byte[] bytes) throws Exception {
        if (bytes == null) {
            return;
        }
        String payload = switch (Math.floorMod(way, 4)) {
            case 0 -> new String(bytes, ISO_8859_1);
            case 1 -> Base64.getEncoder().encodeToString(bytes);
            default -> encrypter.encryptBytes(bytes);
        };
        Bounded.read(() -> {
            OpenedAssignment opened = decrypter.open(
                    List.of(new AssignedCamera(1, "Gate", payload, null, null, null, null)));
            if (opened.cameras().size() + opened.broken().size() != 1) {
                throw new AssertionError("each camera is opened or broken");
            }
            opened.cameras().forEach(LaravelDecrypterFuzz::use);
            opened.broken().forEach(camera -> Payloads.checkMessage(
                    new DecryptionException(camera.kind(), camera.message())));
        });
    }

    private static void use(Camera camera) {
        CameraAccess access = camera.access();
        if (access.rtsp().port() < 1 || access.rtsp().port() > 65535 || access.host().isEmpty()) {
            throw new AssertionError("no address: " + access);
        }
        if (!access.rtsp().url().chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new AssertionError("an address that no player takes");
        }
        if (!access.password().isEmpty() && access.password().length() > 12
                && access.toString().contains(access.password())) {
            throw new AssertionError("a password is told");
        }
    }
}
