package dev.vigil.inference;

import dev.vigil.stream.PictureSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model and what must be known to use it.
 *
 * @param name    the bundle's folder name
 * @param file    the ONNX file
 * @param sha256  lower-case hex: of that file, or of it, its weights in other files and how its pictures are
 *                prepared, so that it names what an engine is made of
 * @param input   size of the pictures it takes
 * @param clip    how many of one camera it sees at once; empty where it is one
 * @param outputs names of the outputs to compute
 * @param head    folder of the head that recognises fights in those outputs; empty where the bundle names none
 * @param network what engines load
 * @param motion  reckons the motion that the head weighs, beside the network; empty where the host does
 * @param yaml    the bundle's description, for whoever knows what the outputs mean
 */
public record ModelBundle(String name, ModelKind kind, Path file, String sha256, PictureSize input,
        Optional<Clip> clip, List<String> outputs, Optional<Path> head, Network network,
        Optional<MotionNetwork> motion, BundleYaml yaml) {

    /** A pose model whose file is loaded as it is. */
    public ModelBundle(String name, Path file, String sha256, PictureSize input, List<String> outputs,
            Optional<Path> head) {
        this(name, ModelKind.POSE, file, sha256, input, Optional.empty(), outputs, head,
                new Network(file, Optional.empty(), Optional.empty()), Optional.empty(), BundleYaml.none());
    }

    /**
     * Reads the bundle in that folder, such as {@code models/movenet-multipose}.
     *
     * @throws EngineException with one line that names the mistake and what to do
     */
    public static ModelBundle load(Path folder) {
        return BundleFile.read(folder);
    }

    /** Pictures of one camera in one item of a batch. */
    public int frames() {
        return clip.map(Clip::frames).orElse(1);
    }

    /** Bytes of one item of a batch: its pictures, RGB24, one after the other. */
    public int itemBytes() {
        return Math.multiplyExact(frames(), input.rgbBytes());
    }

    /** What engines take: unsigned bytes [batch, height, width, 3], or [batch, frames, height, width, 3] for clips. */
    public long[] inputShape(long batch) {
        return clip.isPresent() ? new long[] {batch, frames(), input.height(), input.width(), 3}
                : new long[] {batch, input.height(), input.width(), 3};
    }

    /** For a log line: {@code movenet-multipose, pose, 448x256}. */
    public String words() {
        return name + ", " + kind.word() + ", " + (clip.isPresent() ? frames() + " pictures of " : "") + input;
    }

    @Override
    public String toString() {
        return words();
    }
}
