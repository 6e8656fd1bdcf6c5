package dev.vigil.inference.tensorrt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.inference.ModelBundle;
import dev.vigil.stream.PictureSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines are used again only for what they were built from and on, and only whole. */
class KeyedFileTest {

    private static final Gpu L4 = new Gpu("NVIDIA L4", "8.9", 24L << 30, "11.2.1");

    @TempDir
    Path folder;
    private final byte[] content = {1, 2, 10, 10, 3};

    @Test
    void whatWasWrittenIsReadUnderItsKeyOnly() throws Exception {
        Path file = folder.resolve("new/a.engine");
        assertNull(new KeyedFile(file, "key").read());
        new KeyedFile(file, "key").write(content);
        assertArrayEquals(content, new KeyedFile(file, "key").read());
        assertNull(new KeyedFile(file, "other key").read());
        new KeyedFile(file, "other key").write(new byte[0]);
        assertArrayEquals(new byte[0], new KeyedFile(file, "other key").read());
    }

    @Test
    void aFileThatWasCutChangedOrIsNotOursIsNotUsed() throws Exception {
        Path file = folder.resolve("a.engine");
        new KeyedFile(file, "key").write(content);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertNull(new KeyedFile(file, "key").read(), "cut to " + length + " bytes");
        }
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x20;
            Files.write(file, changed);
            assertNull(new KeyedFile(file, "key").read(), "byte " + i + " changed");
        }
    }

    @Test
    void everyPartOfWhatAnEngineBelongsToMakesAnotherKey() {
        EngineKey key = key("aa", L4, Precision.TF32, BatchProfile.DEFAULT, "x");
        assertEquals("movenet-tf32-nvidia-l4-sm8.9.engine", key.file());
        assertEquals("nvidia-l4-sm8.9.timings", key.timing().file());
        for (EngineKey other : List.of(key("bb", L4, Precision.TF32, BatchProfile.DEFAULT, "x"),
                key("aa", L4, Precision.FP32, BatchProfile.DEFAULT, "x"),
                key("aa", L4, Precision.TF32, BatchProfile.upTo(64), "x"),
                key("aa", L4, Precision.TF32, BatchProfile.DEFAULT, "y"),
                key("aa", new Gpu("NVIDIA L4", "8.9", 1, "11.3.0"), Precision.TF32, BatchProfile.DEFAULT, "x"),
                key("aa", new Gpu("NVIDIA T4", "7.5", 1, "11.2.1"), Precision.TF32, BatchProfile.DEFAULT, "x"))) {
            assertNotEquals(key.text(), other.text());
        }
    }

    @Test
    void batchesRunInFewSizes() {
        BatchProfile profile = BatchProfile.upTo(20);
        assertEquals(BatchProfile.DEFAULT, profile);
        int[] expected = {0, 1, 2, 4, 4, 8, 8, 8, 8, 16};
        for (int frames = 1; frames < expected.length; frames++) {
            assertEquals(expected[frames], BatchProfile.bucket(frames, 32), frames + " frames");
        }
        assertEquals(new BatchProfile(8, 48), BatchProfile.upTo(48));
        assertEquals(20, BatchProfile.bucket(17, 20), "never more than there is room for");
        assertThrows(IllegalArgumentException.class, () -> BatchProfile.bucket(33, 32));
    }

    @Test
    void theStoreSaysWhyAnEngineWouldBeBuiltFirstWithoutAGpu() throws Exception {
        ModelBundle bundle = bundle("aa", "x");
        EngineStore store = new EngineStore(folder);
        Path file = folder.resolve("movenet-tf32-nvidia-l4-sm8.9.engine");
        assertEquals(Optional.of(file + " is not there yet"),
                store.problem(bundle, L4, Precision.TF32, BatchProfile.DEFAULT));
        String key = EngineKey.of(Blueprint.ofModel(bundle, BatchProfile.DEFAULT), L4, Precision.TF32).text();
        new KeyedFile(file, key).write(content);
        assertEquals(Optional.empty(), store.problem(bundle, L4, Precision.TF32, BatchProfile.DEFAULT));
        String stale = store.problem(bundle("bb", "x"), L4, Precision.TF32, BatchProfile.DEFAULT).orElseThrow();
        assertTrue(stale.startsWith(file + " is stale, of 'engine of movenet aa"), stale);
        assertTrue(stale.contains("wanted is 'engine of movenet bb"), stale);
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        assertEquals(Optional.of(file + " is damaged"),
                store.problem(bundle, L4, Precision.TF32, BatchProfile.DEFAULT));
        Files.writeString(file, "else");
        assertEquals(Optional.of(file + " is not a file of ours"),
                store.problem(bundle, L4, Precision.TF32, BatchProfile.DEFAULT));
    }

    private static EngineKey key(String sha256, Gpu gpu, Precision precision, BatchProfile profile, String output) {
        return EngineKey.of(Blueprint.ofModel(bundle(sha256, output), profile), gpu, precision);
    }

    private static ModelBundle bundle(String sha256, String output) {
        return new ModelBundle("movenet", Path.of("model.onnx"), sha256, new PictureSize(448, 256), List.of(output),
                Optional.empty());
    }
}
