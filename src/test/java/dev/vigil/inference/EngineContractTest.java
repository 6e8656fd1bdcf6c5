package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.convert.BrightnessModel;
import dev.vigil.inference.FoundEngines.Found;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine must keep, on every engine that this machine has. */
class EngineContractTest {

    private static final List<String> SCENES = List.of("one_person", "two_people", "empty_room");
    /** Of 70 engines: a third of a megabyte each. Seen is 1 MiB, of all of them. */
    private static final long MOST_GROWTH = 24L << 20;

    private final ModelBundle bundle = ModelBundle.load(Path.of("models/movenet-multipose"));

    @TempDir
    Path folder;

    static Stream<Found> engines() {
        return FoundEngines.all().stream();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theNumbersAreThoseOfTheOriginalGraph(Found found) throws Exception {
        GoldenNumbers golden = new GoldenNumbers();
        try (Engine engine = found.opener().open(bundle, 1)) {
            for (String scene : SCENES) {
                put(engine, 0, scene);
                engine.run(1);
                golden.compare(scene, engine.outputs());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void batchesOfEverySizeGiveWhatTheirPicturesGiveOneByOne(Found found) {
        try (Engine engine = found.opener().open(bundle, found.batch())) {
            Map<String, float[]> alone = new HashMap<>();
            for (String scene : SCENES) {
                put(engine, 0, scene);
                engine.run(1);
                bundle.outputs().forEach(output -> alone.put(scene + output, frame(engine, output, 0)));
            }
            for (int size = 1; size <= found.batch(); size++) {
                for (int i = 0; i < size; i++) {
                    put(engine, i, SCENES.get((i + size) % SCENES.size()));
                }
                engine.run(size);
                for (int i = 0; i < size; i++) {
                    String scene = SCENES.get((i + size) % SCENES.size());
                    for (String output : bundle.outputs()) {
                        assertArrayEquals(alone.get(scene + output), frame(engine, output, i), 1e-3f,
                                output + " of picture " + i + " of " + size);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void badInputIsRefusedByAnExceptionThatNamesIt(Found found) throws Exception {
        try (Engine engine = found.opener().open(bundle, 2)) {
            assertThrows(IllegalArgumentException.class, () -> engine.run(0));
            assertThrows(IllegalArgumentException.class, () -> engine.run(3));
            assertThrows(IllegalArgumentException.class, () -> engine.outputs().tensor("mask"));
            engine.run(2);
        }
        assertThrows(IllegalArgumentException.class, () -> found.opener().open(bundle, 0).close());
        Path file = Files.writeString(folder.resolve("model.onnx"), "not a model");
        String message = assertThrows(EngineException.class, () -> found.opener().open(new ModelBundle("mine", file,
                "0", bundle.input(), bundle.outputs(), Optional.empty()), 1).close()).getMessage();
        assertTrue(message.contains(file.toString()), message);
        ModelBundle other = new ModelBundle("mine", bundle.file(), bundle.sha256(), bundle.input(),
                List.of("center", "heads"), Optional.empty());
        message = assertThrows(EngineException.class, () -> found.opener().open(other, 1).close()).getMessage();
        assertTrue(message.contains("heads"), message);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void itOpensRunsAndClosesAHundredTimesWithoutGrowing(Found found) throws Exception {
        ModelBundle small = ModelBundle.load(BrightnessModel.bundle(folder.resolve("small")));
        long before = 0;
        long beforeOnDevice = 0;
        for (int i = 0; i < 100; i++) {
            Engine engine = found.opener().open(small, 2);
            engine.run(2);
            engine.close();
            engine.close();
            if (i % 10 == 9) {
                // Its buffers are Java's, which gives them back when it collects them.
                System.gc();
            }
            if (i == 29) {
                before = Pointer.physicalBytes();
                beforeOnDevice = found.deviceBytes().getAsLong();
            }
        }
        long growth = Pointer.physicalBytes() - before;
        long onDevice = found.deviceBytes().getAsLong() - beforeOnDevice;
        String words = "%s: 70 engines later the process is larger by %d KiB, what is taken of a device by %d"
                .formatted(found, growth >> 10, onDevice >> 10);
        System.out.println("engine contract: " + words);
        assertTrue(growth < MOST_GROWTH && onDevice < MOST_GROWTH, words);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void twoEnginesAtOnceDoNotDisturbEachOther(Found found) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<float[]>>> given = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                given.add(threads.submit(() -> {
                    List<float[]> centres = new ArrayList<>();
                    try (Engine engine = found.opener().open(bundle, 2)) {
                        for (int i = 0; i < 6; i++) {
                            put(engine, 0, SCENES.get(i % 3));
                            put(engine, 1, SCENES.get((i + 1) % 3));
                            engine.run(2);
                            centres.add(frame(engine, "center", 0));
                            centres.add(frame(engine, "center", 1));
                        }
                    }
                    return centres;
                }));
            }
            List<float[]> one = given.get(0).get(2, TimeUnit.MINUTES);
            List<float[]> other = given.get(1).get(2, TimeUnit.MINUTES);
            assertEquals(12, one.size());
            for (int i = 0; i < one.size(); i++) {
                assertArrayEquals(one.get(i), other.get(i), 1e-6f);
            }
            assertArrayEquals(one.get(0), one.get(6), 1e-6f, "the same picture, runs apart");
        } finally {
            threads.shutdown();
        }
    }

    private static void put(Engine engine, int index, String scene) {
        ByteBuffer picture = GoldenPictures.draw(scene);
        engine.input().put(index * picture.capacity(), picture, 0, picture.capacity());
    }

    private static float[] frame(Engine engine, String output, int index) {
        Tensor tensor = engine.outputs().tensor(output);
        float[] values = new float[tensor.frameFloats()];
        tensor.data().get(index * tensor.frameFloats(), values);
        return values;
    }
}
