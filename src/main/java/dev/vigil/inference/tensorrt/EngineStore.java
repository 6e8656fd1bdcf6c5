package dev.vigil.inference.tensorrt;

import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The folder of built engines and of the GPU's timings: what fits is taken, what does not is built and kept. */
public final class EngineStore {

    private static final Logger LOG = Logger.getLogger(EngineStore.class);

    private final Path folder;

    public EngineStore(Path folder) {
        this.folder = folder;
    }

    /** The folder of built engines in the service's data folder. */
    public static Path in(Path data) {
        return data.resolve("engines");
    }

    /**
     * An engine that fits.
     *
     * @param file    where it is kept
     * @param plan    what TensorRT makes it of
     * @param seconds that it took to build; 0 where it was there
     * @param onDisk  false where it could not be written, and must be built again next time
     */
    public record Kept(Path file, byte[] plan, double seconds, boolean onDisk) {
    }

    /** Takes or builds the engine of that network. */
    public Kept engine(Blueprint blueprint, Gpu gpu, Precision precision) {
        EngineKey key = EngineKey.of(blueprint, gpu, precision);
        try {
            byte[] plan = file(key).read();
            return plan != null ? new Kept(folder.resolve(key.file()), plan, 0, true)
                    : build(blueprint, gpu, precision);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Why an engine of that model would have to be built first; empty where all are there and fit. */
    public Optional<String> problem(ModelBundle bundle, Gpu gpu, Precision precision, BatchProfile profile) {
        try {
            for (Blueprint blueprint : Blueprint.of(bundle, profile)) {
                String problem = file(EngineKey.of(blueprint, gpu, precision)).look().problem();
                if (problem != null) {
                    return Optional.of(problem);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Builds the engine of that network, whether there is one or not. */
    public Kept build(Blueprint blueprint, Gpu gpu, Precision precision) {
        EngineKey key = EngineKey.of(blueprint, gpu, precision);
        Path file = folder.resolve(key.file());
        KeyedFile timings = new KeyedFile(folder.resolve(key.timing().file()), "timings of " + key.timing().text());
        try {
            LOG.infof("building the engine of model %s for %s; this takes from seconds to minutes", blueprint.name(),
                    gpu);
            long started = System.nanoTime();
            EngineBuilder.Built built = new EngineBuilder(blueprint, precision).build(timings.read());
            double seconds = (System.nanoTime() - started) / 1e9;
            LOG.infof("%s", String.format(Locale.ROOT, "built %s in %.1f s (%.1f MB)", file, seconds,
                    built.engine().length / 1e6));
            keep(timings, built.timings());
            return new Kept(file, built.engine(), seconds, keep(file(key), built.engine()));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private KeyedFile file(EngineKey key) {
        return new KeyedFile(folder.resolve(key.file()), key.text());
    }

    private EngineException unreadable(IOException e) {
        return new EngineException("the engines in " + folder + " cannot be read: " + e, e);
    }

    /** A full disk costs the next start its time, not this one its engine. */
    private boolean keep(KeyedFile file, byte[] content) {
        try {
            file.write(content);
            return true;
        } catch (IOException e) {
            LOG.warnf("an engine was built and cannot be kept in %s: %s", folder, e);
            return false;
        }
    }
}
