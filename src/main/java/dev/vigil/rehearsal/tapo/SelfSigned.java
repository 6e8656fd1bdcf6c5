package dev.vigil.rehearsal.tapo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A camera's self-signed certificate: RSA 2048, a name that says nothing, valid for decades. Java has no public way to
 * make one, and its few fields (RFC 5280, section 4.1) are simple enough to be written here.
 */
final class SelfSigned {

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8 = 0x0c;
    private static final int UTC_TIME = 0x17;
    /** sha256WithRSAEncryption, 1.2.840.113549.1.1.11, with no parameters. */
    private static final byte[] SHA256_WITH_RSA = sequence(bytes(0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11),
            bytes(0x05, 0));
    /** commonName, 2.5.4.3. */
    private static final byte[] COMMON_NAME = bytes(0x06, 3, 0x55, 0x04, 0x03);

    private SelfSigned() {
    }

    /** A next rehearsal's cameras show the certificates of the last one's: Vigil remembers them and would warn. */
    private static final AtomicLong MADE = new AtomicLong();

    /** One key for all cameras, and always the same: making one takes long, and it guards nothing. */
    private static final class Key {
        private static final KeyPair PAIR = make();

        private static KeyPair make() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                SecureRandom sameEachTime = SecureRandom.getInstance("SHA1PRNG");
                sameEachTime.setSeed(SelfSigned.class.getName().getBytes(StandardCharsets.UTF_8));
                generator.initialize(2048, sameEachTime);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java has RSA and SHA1PRNG", impossible);
            }
        }
    }

    /** TLS with another certificate than before: the n-th of a process is the n-th of every other. */
    static SSLContext context() {
        try {
            char[] none = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, none);
            store.setKeyEntry("camera", Key.PAIR.getPrivate(), none, new Certificate[] {certificate()});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLSv1.2");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("no TLS for a rehearsal camera", impossible);
        }
    }

    private static Certificate certificate() throws GeneralSecurityException {
        byte[] name = sequence(tagged(SET, sequence(COMMON_NAME, text(UTF8, "TPRI-DEVICE"))));
        byte[] content = sequence(tagged(INTEGER, BigInteger.valueOf(MADE.incrementAndGet()).toByteArray()),
                SHA256_WITH_RSA, name,
                sequence(text(UTC_TIME, "200101000000Z"), text(UTC_TIME, "491231235959Z")), name,
                Key.PAIR.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(Key.PAIR.getPrivate());
        signature.update(content);
        byte[] signed = sequence(content, SHA256_WITH_RSA, tagged(BIT_STRING, bytes(0), signature.sign()));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed));
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(SEQUENCE, parts);
    }

    private static byte[] text(int tag, String text) {
        return tagged(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Tag, length, content, as DER has them; for contents of less than 64 KiB. */
    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int size = content.size();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (size < 0x80) {
            whole.write(size);
        } else {
            whole.writeBytes(size < 0x100 ? bytes(0x81, size) : bytes(0x82, size >> 8, size));
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
