package dev.vigil.camera;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vigil.fuzz.Bounded;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes end in plain values or the declared exception. */
class PhpUnserializerFuzz {

    static Stream<byte[]> seeds() {
        return Payloads.plainTexts();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytes(byte[] bytes) throws Exception {
        if (bytes == null) {
            return;
        }
        Bounded.read(() -> {
            try {
                check(PhpUnserializer.read(bytes), 0);
            } catch (DecryptionException declared) {
                Payloads.checkMessage(declared);
            }
        });
    }

    private static void check(Object value, int depth) {
        if (depth > StrictJson.MAX_DEPTH) {
            throw new AssertionError("nested too deeply");
        }
        if (value instanceof List<?> list) {
            list.forEach(item -> check(item, depth + 1));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                check(key, depth + 1);
                check(item, depth + 1);
            });
        } else if (value != null && !(value instanceof String) && !(value instanceof Boolean)
                && !(value instanceof Long) && !(value instanceof Double)) {
            throw new AssertionError("no plain value: " + value.getClass());
        }
    }
}
