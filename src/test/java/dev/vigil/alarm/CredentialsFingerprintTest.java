package dev.vigil.alarm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CredentialsFingerprintTest {

    @Test
    void recognizesTheSameCredentialsAndNoOthers() {
        String kept = CredentialsFingerprint.of("admin", "s3cret");
        assertTrue(CredentialsFingerprint.matches(kept, "admin", "s3cret"));
        assertFalse(CredentialsFingerprint.matches(kept, "admin", "s3cret2"));
        assertFalse(CredentialsFingerprint.matches(kept, "admins", "3cret"));
        assertFalse(CredentialsFingerprint.matches("not-a-fingerprint", "admin", "s3cret"));
        assertNotEquals(kept, CredentialsFingerprint.of("admin", "s3cret"), "salted");
    }
}
