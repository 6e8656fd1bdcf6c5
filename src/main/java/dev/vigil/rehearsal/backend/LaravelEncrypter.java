package dev.vigil.rehearsal.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts as Laravel's encrypter does with AES-256-CBC: a fresh iv each time, and a MAC over the base64 texts. */
public final class LaravelEncrypter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The ways in which Laravel code may encrypt an array. */
    public enum Form {
        /** {@code Crypt::encryptString(json_encode($fields))}. */
        JSON_STRING,
        /** {@code encrypt(json_encode($fields))}: a PHP-serialised string. */
        SERIALISED_JSON,
        /** {@code encrypt($fields)}: a PHP-serialised array. */
        ARRAY
    }

    private final byte[] key;

    /** @param key 32 bytes */
    public LaravelEncrypter(byte[] key) {
        this.key = key.clone();
    }

    /** The payload for these fields, whose values are strings, numbers, booleans, null, lists or maps of them. */
    public String encrypt(Map<String, Object> fields, Form form) {
        return encryptText(switch (form) {
            case JSON_STRING -> json(fields);
            case SERIALISED_JSON -> PhpSerializer.serialize(json(fields));
            case ARRAY -> PhpSerializer.serialize(fields);
        });
    }

    /** What {@code Crypt::encryptString} makes of the text. */
    public String encryptText(String plain) {
        return encryptBytes(plain.getBytes(UTF_8));
    }

    /** The same for bytes that may be no text. */
    public String encryptBytes(byte[] plain) {
        byte[] iv = new byte[16];
        RANDOM.nextBytes(iv);
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            String ivText = Base64.getEncoder().encodeToString(iv);
            String value = Base64.getEncoder().encodeToString(cipher.doFinal(plain));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            Map<String, Object> envelope = new LinkedHashMap<>();
            envelope.put("iv", ivText);
            envelope.put("value", value);
            envelope.put("mac", HexFormat.of().formatHex(mac.doFinal((ivText + value).getBytes(UTF_8))));
            envelope.put("tag", "");
            return Base64.getEncoder().encodeToString(json(envelope).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES in CBC mode", e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of the fields", e);
        }
    }
}
