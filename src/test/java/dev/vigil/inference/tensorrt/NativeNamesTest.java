package dev.vigil.inference.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.inference.tensorrt.ClassFile.Method;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

/**
 * Everything native that our classes call of CUDA, TensorRT and FFmpeg is in the bridges that belong to this build: a
 * name that is missing there would show when it is called for the first time, which for the GPU is on a GPU only.
 */
class NativeNamesTest {

    private static final List<String> BRIDGES = List.of("cuda/%s/libjnicudart.so", "cuda/%s/libjninvrtc.so",
            "tensorrt/%s/libjninvinfer.so", "tensorrt/%s/libjninvonnxparser.so", "ffmpeg/%s/libjniavutil.so",
            "ffmpeg/%s/libjniavcodec.so", "ffmpeg/%s/libjniavformat.so", "ffmpeg/%s/libjniavfilter.so",
            "ffmpeg/%s/libjniswscale.so", "ffmpeg/%s/libjniswresample.so", "javacpp/%s/libjnijavacpp.so");

    private final Map<String, ClassFile> presets = new HashMap<>();

    @Test
    void everyNativeFunctionThatWeCallIsInABridge() throws IOException {
        assumeTrue(Loader.getPlatform().equals("linux-x86_64"), "bridges are ELF files on Linux only");
        Set<String> there = new HashSet<>();
        for (String bridge : BRIDGES) {
            there.addAll(ElfSymbols.defined(resource("org/bytedeco/" + bridge.formatted(Loader.getPlatform()))));
        }
        Set<String> called = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        for (Method call : calls()) {
            Optional<Method> target = target(call);
            if (target.isPresent() && presets.get(target.get().owner()).natives().contains(target.get())) {
                called.add(call.owner() + "." + call.name());
                if (!there.contains(shortName(target.get())) && !there.contains(longName(target.get()))) {
                    missing.add(longName(target.get()));
                }
            }
        }
        assertEquals(Set.of(), missing);
        // That there are none to look for must not pass for success.
        for (String known : List.of("cuda/global/cudart.cudaMemcpyAsync",
                "tensorrt/nvinfer/IExecutionContext.enqueueV3", "tensorrt/nvonnxparser/IParser.parse",
                "ffmpeg/global/avformat.av_read_frame")) {
            assertTrue(called.contains("org/bytedeco/" + known), known + " is not among " + called);
        }
        System.out.println("native names: " + called.size() + " functions that we call are in their bridges");
    }

    /** All calls of ours into the presets. */
    private static Set<Method> calls() throws IOException {
        Set<Method> calls = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("target/classes/dev/vigil"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                new ClassFile(Files.readAllBytes(file)).calls().stream()
                        .filter(call -> call.owner().startsWith("org/bytedeco/")).forEach(calls::add);
            }
        }
        return calls;
    }

    /** Where that method is, in the class itself or one above; empty where it is Java's own. */
    private Optional<Method> target(Method call) throws IOException {
        for (String owner = call.owner(); owner != null && owner.startsWith("org/bytedeco/");
                owner = preset(owner).superclass()) {
            Method method = new Method(owner, call.name(), call.descriptor());
            if (preset(owner).methods().contains(method)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    private ClassFile preset(String name) throws IOException {
        ClassFile known = presets.get(name);
        if (known == null) {
            known = new ClassFile(resource(name + ".class"));
            presets.put(name, known);
        }
        return known;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = NativeNamesTest.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }

    private static String shortName(Method method) {
        return "Java_" + mangled(method.owner()) + "_" + mangled(method.name());
    }

    private static String longName(Method method) {
        String arguments = method.descriptor().substring(1, method.descriptor().indexOf(')'));
        return shortName(method) + "__" + mangled(arguments);
    }

    /** By JNI's rules (its specification, chapter 2, Resolving Native Method Names). */
    private static String mangled(String name) {
        StringBuilder mangled = new StringBuilder();
        for (byte letter : name.getBytes(StandardCharsets.US_ASCII)) {
            mangled.append(switch (letter) {
                case '/' -> "_";
                case '_' -> "_1";
                case ';' -> "_2";
                case '[' -> "_3";
                default -> Character.isLetterOrDigit(letter) ? String.valueOf((char) letter)
                        : "_%05x".formatted((int) letter);
            });
        }
        return mangled.toString();
    }
}
