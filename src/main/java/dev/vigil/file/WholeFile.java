package dev.vigil.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that are there as a whole, the old or the new one, whenever the power fails, a process is killed or two of them
 * write at once: the content is written beside the file, forced to disk and moved into its place. Folders must exist.
 */
public final class WholeFile {

    /** Writes a file's content, piece by piece. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final FileAttribute<?> OWNERS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int BUFFER = 1 << 16;

    private WholeFile() {
    }

    /** @param text is written as UTF-8 */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, out -> out.write(bytes));
    }

    /** For its owner's eyes alone, from the first byte on, where the disk knows such permissions. */
    public static void writePrivately(Path file, byte[] bytes) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        write(file, out -> out.write(bytes), posix ? new FileAttribute<?>[] {OWNERS_ONLY} : new FileAttribute<?>[0]);
    }

    /** @param content writes to a buffered stream, which is closed for it */
    public static void write(Path file, Content content) throws IOException {
        write(file, content, new FileAttribute<?>[0]);
    }

    private static void write(Path file, Content content, FileAttribute<?>[] attributes) throws IOException {
        // Not a temporary file of Java's, which only its owner could read: models go into images.
        Path part = file.resolveSibling("." + file.getFileName() + "-" + ProcessHandle.current().pid() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(part, Set.of(StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE), attributes);
                 OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
