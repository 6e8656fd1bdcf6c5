package dev.vigil.cli;

import dev.vigil.alarm.tapo.OldCameraSuites;
import dev.vigil.file.Leftovers;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.stream.StreamLook;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Where the jar begins. */
@QuarkusMain
public final class Main {

    /** Runs the service until it is stopped, or the command that the arguments name. */
    public static void main(String... args) {
        // Must come before anything speaks TLS.
        OldCameraSuites.allow();
        Leftovers.sweep(Path.of(System.getProperty("java.io.tmpdir")), Duration.ofHours(1), Instant.now());
        if (args.length == 0) {
            loadNatives();
            Quarkus.run(args);
        } else {
            System.exit(VigilCommand.run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
        }
    }

    /**
     * Unpacking and loading them takes the better part of a second, in which Quarkus begins on another processor. What
     * cannot be loaded is told by whoever needs it.
     */
    private static void loadNatives() {
        Thread thread = new Thread(() -> {
            OnnxEngine.library();
            StreamLook.library();
        }, "natives");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((natives, failure) -> Logger.getLogger(Main.class).debug(failure));
        thread.start();
    }
}
