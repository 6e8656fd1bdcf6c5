package dev.vigil.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What libraries with native code unpack into the folder for temporary files, and take away only when the process ends
 * in peace: ONNX Runtime 18 MB, SQLite 1 MB a start. After a kill -9 it stays for good, and a service that is killed
 * again and again would fill the disk.
 */
public final class Leftovers {

    private static final List<String> NAMES = List.of("onnxruntime-java*", "sqlite-*-*sqlitejdbc.*");

    private Leftovers() {
    }

    /**
     * Deletes what was left in this folder at least {@code age} ago. A process that still runs keeps what it loaded:
     * on Linux a file that is mapped outlives its name. What cannot be deleted, being another user's, stays.
     *
     * @return how many were deleted, a folder with what is in it counting once
     */
    public static int sweep(Path folder, Duration age, Instant now) {
        int swept = 0;
        for (String name : NAMES) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, name)) {
                for (Path left : found) {
                    swept += deleteIfOlder(left, now.minus(age)) ? 1 : 0;
                }
            } catch (IOException unreadable) {
                return swept;
            }
        }
        return swept;
    }

    private static boolean deleteIfOlder(Path left, Instant than) {
        try {
            if (Files.isSymbolicLink(left) || !Files.getLastModifiedTime(left).toInstant().isBefore(than)) {
                return false;
            }
            if (Files.isDirectory(left)) {
                try (DirectoryStream<Path> inside = Files.newDirectoryStream(left)) {
                    for (Path file : inside) {
                        Files.delete(file);
                    }
                }
            }
            Files.delete(left);
            return true;
        } catch (IOException notOurs) {
            return false;
        }
    }
}
