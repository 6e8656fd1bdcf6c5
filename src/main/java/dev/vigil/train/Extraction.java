package dev.vigil.train;

import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.rehearsal.SceneFilm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/** Looks at copies of every clip and at drawn scenes, once: what was seen is kept in a cache folder. */
final class Extraction {

    private static final Logger LOG = Logger.getLogger(Extraction.class);
    private static final double GRID_SECONDS = 0.1;

    private final ModelBundle bundle;
    private final Path cache;
    private final int threads;

    /** @param threads that look, each with an engine of its own; 0 to make do with what is in the cache */
    Extraction(ModelBundle bundle, Path cache, int threads) {
        this.bundle = bundle;
        this.cache = cache.resolve(bundle.sha256().substring(0, 12));
        this.threads = threads;
    }

    Path file(Clip clip, Copy copy, int window) {
        return cache.resolve(flat(clip) + "." + copy + "." + window);
    }

    Path file(ScenePlan plan) {
        return cache.resolve(plan.name() + ".scene");
    }

    private static String flat(Clip clip) {
        return clip.name().replaceAll("[^A-Za-z0-9]", "_");
    }

    /** Fills the cache with these copies of the clips; what is there already is left as it is. */
    void run(List<Clip> clips, Set<Copy> copies, List<ScenePlan> scenes) throws IOException, InterruptedException {
        if (threads == 0) {
            return;
        }
        Files.createDirectories(cache);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        ThreadLocal<Looker> looker = ThreadLocal.withInitial(() -> new Looker(new OnnxEngine(bundle, 1, 1)));
        try {
            List<Callable<Void>> work = new ArrayList<>();
            clips.forEach(clip -> work.add(() -> extract(clip, copies, looker.get())));
            scenes.forEach(plan -> work.add(() -> extract(plan, looker.get())));
            int done = 0;
            for (Future<Void> each : work.stream().map(workers::submit).toList()) {
                each.get();
                if (++done % 50 == 0) {
                    LOG.infof("%d of %d looked at", done, work.size());
                }
            }
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private Void extract(Clip clip, Set<Copy> copies, Looker looker) throws IOException {
        List<Copy> missing = copies.stream().filter(copy -> !Files.exists(done(clip, copy))).toList();
        if (missing.isEmpty()) {
            return null;
        }
        Copies maker = new Copies(ClipReader.every(GRID_SECONDS, clip.file(), bundle.input()),
                clip.name().hashCode() * 10L, file(clip, Copy.PLAIN, 0));
        for (Copy copy : missing) {
            int window = 0;
            for (Footage footage : maker.look(copy, looker)) {
                footage.write(file(clip, copy, window++));
            }
            Files.createFile(done(clip, copy));
        }
        return null;
    }

    private Path done(Clip clip, Copy copy) {
        return cache.resolve(flat(clip) + "." + copy + ".done");
    }

    private Void extract(ScenePlan plan, Looker looker) throws IOException {
        Path kept = file(plan);
        if (Files.exists(kept)) {
            return null;
        }
        Path film = Files.createTempFile("scene", ".h264");
        try {
            SceneFilm.shoot(plan.scene(), plan.seconds(), film);
            looker.look(ClipReader.everyNth(plan.step(), film, bundle.input(), SceneFilm.RATE))
                    .write(kept);
        } finally {
            Files.delete(film);
        }
        return null;
    }
}
