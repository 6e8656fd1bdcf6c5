package dev.vigil.deploy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Programs of operators that some checks need. In CI they must be there. */
final class Tool {

    private Tool() {
    }

    /** Says in one line what is not checked, and skips the test, where that program is not there. */
    static void assumeThere(String program, String check) {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there && System.getenv("CI") == null) {
            System.out.println("NOT CHECKED, since " + program + " is not there: " + check);
            Assumptions.abort(program + " is not there");
        }
    }
}
