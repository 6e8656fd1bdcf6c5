package dev.vigil.service;

import dev.vigil.camera.CameraList;
import dev.vigil.camera.CameraListSeal;
import dev.vigil.camera.DecryptionException;
import dev.vigil.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The last known assignment, sealed, in a file that is always whole and that only its owner may read. A disk that fails
 * is told in the log and costs only the cache.
 */
final class AssignmentCache {

    private static final Logger LOG = Logger.getLogger(AssignmentCache.class);
    /** A thousand cameras take 1 MB. */
    private static final long MOST_BYTES = 64L << 20;

    private final Path file;
    private final CameraListSeal seal;
    private String lastTrouble;

    AssignmentCache(Path file, CameraListSeal seal) {
        this.file = file;
        this.seal = seal;
    }

    /** What was kept; nothing where there is none, or where it cannot be used, which is told. */
    synchronized Optional<CameraList> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                setAside("it is too long");
                return Optional.empty();
            }
            return Optional.of(seal.open(Files.readAllBytes(file)));
        } catch (DecryptionException unusable) {
            if (unusable.kind() == DecryptionException.Kind.KEY) {
                LOG.warnf("the assignment kept in %s is not used: %s; the back end's next one replaces it", file,
                        unusable.getMessage());
            } else {
                setAside(unusable.getMessage());
            }
        } catch (IOException unreadable) {
            LOG.errorf("the assignment kept in %s cannot be read: %s", file, unreadable.getMessage());
        }
        return Optional.empty();
    }

    private void setAside(String why) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.errorf("the assignment kept on disk is not used: %s; it is kept aside in %s", why, aside);
        } catch (IOException immovable) {
            LOG.errorf("the assignment kept in %s is not used: %s", file, why);
        }
    }

    /** Is on disk when this returns, unless the disk fails. */
    synchronized void write(CameraList list) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.writePrivately(file, seal.seal(list));
            lastTrouble = null;
        } catch (IOException failed) {
            if (!failed.toString().equals(lastTrouble)) {
                lastTrouble = failed.toString();
                LOG.errorf("the assignment cannot be kept in %s: %s", file, lastTrouble);
            }
        }
    }
}
