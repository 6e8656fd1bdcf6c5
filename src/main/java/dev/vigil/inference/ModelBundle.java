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
 * @param sha256  of that file, lower-case hex
 * @param input   size of the pictures it takes
 * @param outputs names of the outputs to compute
 * @param head    folder of the head that recognises fights in those outputs; empty where the bundle names none
 */
public record ModelBundle(String name, Path file, String sha256, PictureSize input, List<String> outputs,
                          Optional<Path> head) {

    /**
     * Reads the bundle in that folder, such as {@code models/movenet-multipose}.
     *
     * @throws EngineException with one line that names the mistake and what to do
     */
    public static ModelBundle load(Path folder) {
        return BundleFile.read(folder);
    }
}
