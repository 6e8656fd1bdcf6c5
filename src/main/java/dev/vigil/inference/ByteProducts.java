package dev.vigil.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How exactly this machine's processor sums products of bytes. One with VNNI does in 32 bits. The kernels that ONNX
 * Runtime has for others on x86 sum pairs of products of an unsigned and a signed byte in 16 bits and cut off what is
 * larger, unless its option {@value #OPTION} makes it take slower ones; on a processor with VNNI that would cost twice
 * as much for nothing. On ARM the option means nothing.
 */
final class ByteProducts {

    static final String OPTION = "session.x64quantprecision";

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private ByteProducts() {
    }

    /** What the option must be here: "1" also where nothing can be learnt of the processor. */
    static String option() {
        try {
            return option(Files.readString(PROCESSORS));
        } catch (IOException unknown) {
            return option("");
        }
    }

    /** @param processors as Linux describes them in /proc/cpuinfo */
    static String option(String processors) {
        return processors.matches("(?s).*\\bavx(512)?_vnni\\b.*") ? "0" : "1";
    }
}
