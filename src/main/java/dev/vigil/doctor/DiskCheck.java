package dev.vigil.doctor;

import dev.vigil.config.Settings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Whether what must survive a restart can be written, and whether there is room. */
final class DiskCheck implements Check {

    /** Beneath this not even the outbox's own file can be opened in peace. */
    private static final long LEAST_MEGABYTES = 8;

    private final Path data;
    private final Settings.Outbox outbox;

    DiskCheck(Path data, Settings.Outbox outbox) {
        this.data = data;
        this.outbox = outbox;
    }

    @Override
    public void look(Consumer<Finding> findings) {
        Path there = data.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            if (!Files.isDirectory(there)) {
                throw new IOException(there + " is no folder");
            }
            Files.delete(Files.createTempFile(there, ".vigil-doctor", ""));
            findings.accept(room(Files.getFileStore(there).getUsableSpace() >> 20, there.endsWith(data.getFileName())));
        } catch (IOException unwritable) {
            findings.accept(Finding.failure("disk", data + " cannot be written (" + reason(unwritable) + ")",
                    "set VIGIL_DATA to a folder that this user may write to, on a disk that survives restarts"));
        }
    }

    /** Of many failures Java's own words are the name of the file alone. */
    private static String reason(IOException unwritable) {
        if (unwritable instanceof AccessDeniedException denied) {
            return "permission denied in " + Path.of(denied.getFile()).getParent();
        }
        boolean named = unwritable instanceof FileSystemException failure && failure.getReason() == null;
        return named ? "no file can be made in " + Path.of(((FileSystemException) unwritable).getFile()).getParent()
                : OneLine.of(unwritable);
    }

    private Finding room(long megabytes, boolean made) {
        String words = data + (made ? " can be written, " : " will be made, ") + megabytes + " MiB free";
        if (megabytes < LEAST_MEGABYTES) {
            return Finding.failure("disk", words, "make room: reports cannot be kept");
        }
        if (megabytes < outbox.leastFreeMegabytes()) {
            return Finding.warning("disk", words + ", fewer than VIGIL_OUTBOX_MIN_FREE=" + outbox.leastFreeMegabytes(),
                    "make room: stale alerts will be given up");
        }
        return megabytes >= outbox.mostMegabytes() ? Finding.fine("disk", words)
                : Finding.warning("disk", words + ", fewer than VIGIL_OUTBOX_MAX=" + outbox.mostMegabytes(),
                        "make room, or lower VIGIL_OUTBOX_MAX");
    }
}
