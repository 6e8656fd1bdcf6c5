package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.nvrtc.nvrtcCompileProgram;
import static org.bytedeco.cuda.global.nvrtc.nvrtcCreateProgram;
import static org.bytedeco.cuda.global.nvrtc.nvrtcDestroyProgram;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetCUBIN;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetCUBINSize;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetErrorString;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetProgramLog;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetProgramLogSize;

import dev.vigil.inference.EngineException;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.cuda.nvrtc._nvrtcProgram;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** CUDA's compiler, which comes with its runtime. */
final class Nvrtc {

    private Nvrtc() {
    }

    /**
     * Compiles for one kind of GPU. It is machine code, and not PTX, because a driver does not take PTX of a compiler
     * that is newer than itself.
     *
     * @param name       of the source, in messages
     * @param capability of the GPU, such as "8.9"
     * @throws EngineException with the compiler's own words, where it does not take the source or the GPU
     */
    static byte[] machineCode(String source, String name, String capability) {
        _nvrtcProgram program = new _nvrtcProgram();
        try (BytePointer text = new BytePointer(source); BytePointer title = new BytePointer(name)) {
            check(nvrtcCreateProgram(program, text, title, 0, (PointerPointer<?>) null, null), name);
            try {
                return compiled(program, name, "--gpu-architecture=sm_" + capability.replace(".", ""));
            } finally {
                check(nvrtcDestroyProgram(program), name);
            }
        }
    }

    private static byte[] compiled(_nvrtcProgram program, String name, String option) {
        try (PointerPointer<Pointer> options = new PointerPointer<>(1); BytePointer target = new BytePointer(option);
                SizeTPointer size = new SizeTPointer(1)) {
            options.put(0, target);
            int code = nvrtcCompileProgram(program, 1, options);
            if (code != nvrtc.NVRTC_SUCCESS) {
                throw new EngineException(words(code, name + " (" + option + ")") + ": " + log(program, name));
            }
            check(nvrtcGetCUBINSize(program, size), name);
            byte[] machine = new byte[Math.toIntExact(size.get())];
            check(nvrtcGetCUBIN(program, machine), name);
            return machine;
        }
    }

    private static String log(_nvrtcProgram program, String name) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            check(nvrtcGetProgramLogSize(program, size), name);
            byte[] log = new byte[Math.toIntExact(Math.max(1, size.get()))];
            check(nvrtcGetProgramLog(program, log), name);
            return new String(log, 0, log.length - 1).strip();
        }
    }

    private static void check(int code, String name) {
        if (code != nvrtc.NVRTC_SUCCESS) {
            throw new EngineException(words(code, name));
        }
    }

    private static String words(int code, String name) {
        BytePointer text = nvrtcGetErrorString(code);
        return "CUDA's compiler fails at " + name + ": error " + code + ", "
                + (text == null ? "unknown" : text.getString());
    }
}
