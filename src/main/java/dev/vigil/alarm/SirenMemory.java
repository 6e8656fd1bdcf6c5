package dev.vigil.alarm;

import dev.vigil.file.WholeFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Small facts about sirens that must survive a restart, such as which ones sound and until when a camera locks us out.
 * They lie in one properties file that is always whole: each change is written beside it, forced to disk and moved into
 * its place. Holds no secrets. A disk that fails is told in the log and costs only the memory, never a siren.
 */
public final class SirenMemory {

    private static final Logger LOG = Logger.getLogger(SirenMemory.class);

    private final Path file;
    private final Properties facts = new Properties();
    /** Told already, so as not to tell it with every siren. */
    private boolean unwritten;

    /** @param file is read if it exists; what cannot be read is kept aside and told in the log */
    public SirenMemory(Path file) {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        try (Reader in = Files.newBufferedReader(file)) {
            facts.load(in);
        } catch (IOException | IllegalArgumentException damaged) {
            facts.clear();
            setAside(damaged);
        }
    }

    private void setAside(Exception damaged) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.errorf("what was remembered of sirens cannot be read (%s) and is kept aside in %s",
                    damaged.getMessage(), aside);
        } catch (IOException immovable) {
            LOG.errorf("what was remembered of sirens cannot be read: %s", immovable.getMessage());
        }
    }

    /** Does not wait for the disk, even while something is being written. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(facts.getProperty(key));
    }

    /** All facts whose keys begin so, by key. Does not wait for the disk either. */
    public Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new TreeMap<>();
        facts.stringPropertyNames().stream().filter(key -> key.startsWith(prefix))
                .forEach(key -> found.put(key, facts.getProperty(key)));
        return found;
    }

    /** Is on disk when this returns, unless the disk fails. */
    public void put(String key, String value) {
        change(Map.of(key, Optional.of(value)));
    }

    /** Is gone from disk when this returns, unless the disk fails. */
    public void remove(String key) {
        change(Map.of(key, Optional.empty()));
    }

    /** Puts and removes, by an empty value, with one write to the disk; with none where it is so already. */
    public synchronized void change(Map<String, Optional<String>> changes) {
        boolean different = false;
        for (Map.Entry<String, Optional<String>> change : changes.entrySet()) {
            Object before = change.getValue().isPresent() ? facts.setProperty(change.getKey(), change.getValue().get())
                    : facts.remove(change.getKey());
            different |= !change.getValue().equals(Optional.ofNullable(before));
        }
        if (different) {
            save();
        }
    }

    private void save() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.write(file, out -> facts.store(out, "Vigil: what must be remembered of sirens"));
            unwritten = false;
        } catch (IOException | UncheckedIOException failed) {
            if (!unwritten) {
                LOG.errorf("what must be remembered of sirens cannot be written to %s: %s", file, failed.getMessage());
            }
            unwritten = true;
        }
    }
}
