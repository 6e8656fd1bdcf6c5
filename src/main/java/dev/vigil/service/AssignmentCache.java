package dev.vigil.service;

import dev.vigil.camera.CameraList;
import dev.vigil.camera.CameraListSeal;
import dev.vigil.camera.DecryptionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
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
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(draft);
            ByteBuffer bytes = ByteBuffer.wrap(seal.seal(list));
            try (FileChannel out = FileChannel.open(draft,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly())) {
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            lastTrouble = null;
        } catch (IOException failed) {
            if (!failed.toString().equals(lastTrouble)) {
                lastTrouble = failed.toString();
                LOG.errorf("the assignment cannot be kept in %s: %s", file, lastTrouble);
            }
        }
    }

    /** From its first byte on, where the disk knows such permissions. */
    private static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}
