package dev.vigil.inference.tensorrt;

import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.MotionNetwork;
import dev.vigil.inference.MotionTable;
import dev.vigil.inference.SampleTimes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What TensorRT makes one engine of; a model has one, or two where it has a motion network.
 *
 * @param name    in messages and the engine's file
 * @param file    the ONNX file, for messages
 * @param sha256  of what the engine is made of
 * @param onnx    the ONNX model, serialised, a direct buffer
 * @param outputs that are wanted of it
 * @param profile of batches
 * @param inputs  how many it must have
 * @param sizes   of an input by its name
 */
public record Blueprint(String name, Path file, String sha256, Supplier<ByteBuffer> onnx, List<String> outputs,
        BatchProfile profile, int inputs, Function<String, Sizes> sizes) {

    /** Cameras that the motion network is tuned for. */
    private static final int USUAL_SLOTS = 64;

    /** The smallest shape of an input, the one that is tuned for, and the largest. */
    record Sizes(long[] least, long[] usual, long[] most) {
    }

    /** All that a model needs. */
    public static List<Blueprint> of(ModelBundle bundle, BatchProfile profile) {
        List<Blueprint> all = new ArrayList<>(List.of(ofModel(bundle, profile)));
        bundle.motion().ifPresent(motion -> all.add(ofMotion(bundle.name(), motion, profile)));
        return all;
    }

    static Blueprint ofModel(ModelBundle bundle, BatchProfile profile) {
        List<String> outputs = new ArrayList<>(bundle.outputs());
        if (bundle.motion().isPresent()) {
            outputs.addAll(List.of(MotionNetwork.LEVELS, MotionNetwork.CENTRES));
        }
        return new Blueprint(bundle.name(), bundle.file(), bundle.sha256(), () -> bundle.network().onnx(), outputs,
                profile, 1, any -> new Sizes(bundle.inputShape(1), bundle.inputShape(profile.usual()),
                        bundle.inputShape(profile.most())));
    }

    static Blueprint ofMotion(String model, MotionNetwork motion, BatchProfile profile) {
        // An engine that is ready for fewer cameras is another one.
        String madeOf = motion.sha256() + " cameras " + MotionNetwork.MOST_SLOTS;
        return new Blueprint(model + "-motion", motion.file(), madeOf, motion::onnx, List.of(MotionNetwork.MOTION),
                profile, 2 + MotionTable.values().length,
                input -> new Sizes(motionShape(input, 1, 1), motionShape(input, USUAL_SLOTS, profile.usual()),
                        motionShape(input, MotionNetwork.MOST_SLOTS, profile.most())));
    }

    /** Shape of that input of the motion network for so many cameras' samples and so many windows. */
    static long[] motionShape(String input, int slots, int windows) {
        long samples = (long) slots * SampleTimes.CAPACITY;
        return switch (input) {
            case MotionNetwork.LEVELS -> new long[] {samples, MotionNetwork.CHANNELS, MotionNetwork.CELLS};
            case MotionNetwork.CENTRES -> new long[] {samples, MotionNetwork.CELLS};
            default -> new long[] {windows, Arrays.stream(MotionTable.values())
                    .filter(table -> table.input.equals(input)).findFirst().orElseThrow().length};
        };
    }
}
