package dev.vigil.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.inference.tensorrt.GpuHere;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code vigil engine build} on a machine without a GPU. */
class EngineCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String missing;

    @BeforeEach
    void thereIsNoGpu() {
        missing = GpuHere.whyNot();
        assumeTrue(missing != null, "this machine has a GPU: engines would really be built");
    }

    private int vigil(String... args) {
        return VigilCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void autoHasNothingToBuildAndSaysWhy() {
        assertEquals(0, vigil("engine", "build"));
        assertEquals("no engine to build: " + missing, out.toString().strip());
        assertEquals("", err.toString());
    }

    @Test
    void tensorRtIsAMistakeOfOneLine() {
        assertEquals(2, vigil("engine", "build", "--engine", "tensorrt"));
        assertEquals("vigil: " + missing + " (see vigil engine build --help)", err.toString().strip());
    }

    @Test
    void badInputIsOneLine() {
        assertEquals(2, vigil("engine", "build", "--model", "nowhere"));
        assertTrue(err.toString().startsWith("vigil: no model bundle in ") && err.toString().lines().count() == 1,
                err::toString);
        err.getBuffer().setLength(0);
        assertEquals(2, vigil("engine"));
        assertTrue(err.toString().contains("a command is missing"), err::toString);
    }
}
