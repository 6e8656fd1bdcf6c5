package dev.vigil.camera;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sealed opens again, for the same key, back end and account, and only unchanged. */
class CameraListSealTest {
    private static final String URL = "http://192.168.1.50:8000";
    private static final String EMAIL = "model1@system.local";
    private static final CameraList LIST = new CameraList(Instant.parse("2026-02-27T14:28:00.123Z"), List.of(
            new AssignedCamera(7, "Café", "eyJpdiI6...", 30.05, -31.2, "sd_card", 4L),
            new AssignedCamera(9, "Bare", null, null, null, null, null)));

    private final CameraListSeal seal = seal('k', URL, EMAIL);

    private static CameraListSeal seal(char key, String url, String email) {
        try {
            return new CameraListSeal(EncryptionKey.parse(Character.toString(key).repeat(32)), url, email);
        } catch (DecryptionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static DecryptionException.Kind refusal(CameraListSeal seal, byte[] sealed) {
        return assertThrows(DecryptionException.class, () -> seal.open(sealed)).kind();
    }

    @Test
    void aListComesBackWhole() throws DecryptionException {
        assertEquals(LIST, seal.open(seal.seal(LIST)));
    }

    @Test
    void anEmptyAssignmentIsOneToo() throws DecryptionException {
        CameraList empty = new CameraList(Instant.EPOCH, List.of());
        assertEquals(empty, seal.open(seal.seal(empty)));
    }

    @Test
    void nothingOfItIsReadableAndNoTwoSealsAreAlike() {
        String sealed = new String(seal.seal(LIST), ISO_8859_1);
        for (String clear : List.of("eyJpdiI6", "Caf", "Bare", "sd_card", "2026", EMAIL, URL, "kkkk")) {
            assertFalse(sealed.contains(clear), clear);
        }
        assertFalse(Arrays.equals(seal.seal(LIST), seal.seal(LIST)));
    }

    @Test
    void aChangeOfAnyByteIsNoticed() {
        byte[] sealed = seal.seal(LIST);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            DecryptionException.Kind expected = i < 5 ? DecryptionException.Kind.PAYLOAD
                    : i < 13 ? DecryptionException.Kind.KEY : DecryptionException.Kind.MAC;
            assertEquals(expected, refusal(seal, changed), "byte " + i);
        }
    }

    @Test
    void aListThatIsCutOffAnywhereIsRefused() {
        byte[] sealed = seal.seal(LIST);
        for (int length = 0; length < sealed.length; length++) {
            refusal(seal, Arrays.copyOf(sealed, length));
        }
        assertEquals(DecryptionException.Kind.MAC, refusal(seal, Arrays.copyOf(sealed, sealed.length + 1)));
    }

    @Test
    void anotherKeyIsToldApartFromAnotherBackEndOrAccount() {
        byte[] sealed = seal.seal(LIST);
        assertEquals(DecryptionException.Kind.KEY, refusal(seal('x', URL, EMAIL), sealed));
        assertEquals(DecryptionException.Kind.MAC, refusal(seal('k', "http://192.168.1.51:8000", EMAIL), sealed));
        assertEquals(DecryptionException.Kind.MAC, refusal(seal('k', URL, "model2@system.local"), sealed));
        assertEquals(DecryptionException.Kind.MAC, refusal(seal('k', URL + "m", "odel1@system.local"), sealed));
    }
}
