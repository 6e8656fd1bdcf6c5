package dev.vigil.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of operators that some checks need. In CI those must be there that {@code src/test/sh/tools} fetches. */
final class Tool {

    /** Where {@code src/test/sh/tools} unpacks what the machine does not have. */
    private static final Path UNPACKED = Path.of("target", "tools", "usr", "bin");
    private static final Set<String> FETCHED = Set.of("promtool", "systemd-analyze");

    private Tool() {
    }

    /** What a program said, on both its outputs, and how it ended. */
    record Answer(int status, String said) {
    }

    private static Optional<Path> found(String program) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of),
                Stream.of(UNPACKED.toAbsolutePath())).map(folder -> folder.resolve(program))
                .filter(Files::isExecutable).findFirst();
    }

    /** Says in one line what is not checked, and skips the test, where that program is not there. */
    static void assumeThere(String program, String check) {
        if (found(program).isEmpty() && (System.getenv("CI") == null || !FETCHED.contains(program))) {
            System.out.println("NOT CHECKED, since " + program + " is not there: " + check);
            Assumptions.abort(program + " is not there");
        }
    }

    /** Runs it in that folder. */
    static Answer run(Path folder, String program, String... arguments) throws IOException, InterruptedException {
        Path file = found(program).orElseThrow(() -> new AssertionError(program + " is not there, which CI needs"));
        Process process = new ProcessBuilder(Stream.concat(Stream.of(file.toString()), Arrays.stream(arguments))
                .toList()).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), said);
    }
}
