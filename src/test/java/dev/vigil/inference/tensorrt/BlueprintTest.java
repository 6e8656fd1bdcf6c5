package dev.vigil.inference.tensorrt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.vigil.inference.ModelBundle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** What is asked of TensorRT fits the networks that there are. */
class BlueprintTest {

    private static final Gpu L4 = new Gpu("NVIDIA L4", "8.9", 24L << 30, "11.2.1");

    private final ModelBundle bundle = ModelBundle.load(Path.of("models/movenet-multipose-fp16"));
    private final List<Blueprint> both = Blueprint.of(bundle, BatchProfile.DEFAULT);

    @Test
    void aModelWithoutAMotionNetworkNeedsOneEngine() {
        List<Blueprint> one = Blueprint.of(ModelBundle.load(Path.of("models/movenet-multipose")),
                BatchProfile.DEFAULT);
        assertEquals(1, one.size());
        assertTrue(one.get(0).outputs().contains("backbone"));
    }

    @Test
    void theFirstNetworkGivesPeopleAndWhatTheSecondReads() {
        assertEquals(List.of("people", "levels", "centres"), both.get(0).outputs());
        assertEquals(List.of("motion"), both.get(1).outputs());
    }

    @Test
    void everySizeOfEveryInputIsOneThatItsNetworkTakes() throws Exception {
        for (Blueprint blueprint : both) {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (OrtSession session = environment.createSession(blueprint.onnx().get())) {
                Map<String, NodeInfo> inputs = session.getInputInfo();
                assertEquals(inputs.size(), blueprint.inputs());
                assertTrue(session.getOutputNames().containsAll(blueprint.outputs()));
                for (NodeInfo input : inputs.values()) {
                    long[] shape = ((TensorInfo) input.getInfo()).getShape();
                    Blueprint.Sizes sizes = blueprint.sizes().apply(input.getName());
                    fits(shape, sizes.least());
                    fits(shape, sizes.usual());
                    fits(shape, sizes.most());
                    assertTrue(sizes.least()[0] < sizes.usual()[0] && sizes.usual()[0] < sizes.most()[0]);
                }
            }
        }
    }

    private static void fits(long[] open, long[] size) {
        long numbers = 1;
        for (long side : size) {
            numbers *= side;
        }
        assertTrue(numbers <= Integer.MAX_VALUE, "TensorRT's kernels count in 31 bits");
        long[] expected = size.clone();
        expected[0] = -1;
        assertArrayEquals(open, expected);
    }

    @Test
    void bothEnginesAreKeptEachUnderAKeyOfItsOwn() {
        EngineKey first = EngineKey.of(both.get(0), L4, Precision.TF32);
        EngineKey second = EngineKey.of(both.get(1), L4, Precision.TF32);
        assertEquals("movenet-multipose-fp16-tf32-nvidia-l4-sm8.9.engine", first.file());
        assertEquals("movenet-multipose-fp16-motion-tf32-nvidia-l4-sm8.9.engine", second.file());
        assertNotEquals(first.text(), second.text());
        assertEquals(first.timing(), second.timing());
        assertTrue(second.text().contains(bundle.motion().orElseThrow().sha256()));
    }

    @Test
    void offsetsIntoDeviceMemoryAreBytes() {
        try (BytePointer memory = new BytePointer(16)) {
            Pointer plain = new Pointer(memory);
            assertEquals(memory.address() + 5, plain.getPointer(5).address());
        }
    }
}
