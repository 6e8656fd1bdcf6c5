package dev.vigil.service;

import dev.vigil.file.Sha256;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a folder's files stand, seen through symbolic links: Kubernetes exchanges the link behind a volume's files, and
 * whoever deploys may exchange the one to the folder. What begins with a dot is somebody's own business.
 *
 * @param files each file's path within the folder, with its size, time and number on the disk
 */
record FolderState(Path folder, SortedMap<String, String> files) {

    private static final int DEEPEST = 3;

    /** Reads no file. */
    static FolderState of(Path folder) throws IOException {
        Path real = folder.toRealPath();
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(real, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : all.filter(one -> !hidden(real.relativize(one))).toList()) {
                BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
                if (seen.isRegularFile()) {
                    files.put(real.relativize(file).toString(), seen.size() + " " + seen.lastModifiedTime() + " "
                            + seen.fileKey());
                }
            }
        } catch (java.io.UncheckedIOException changing) {
            throw changing.getCause();
        }
        return new FolderState(folder, files);
    }

    private static boolean hidden(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** Names the content of all of them; reads every file. */
    String content() throws IOException {
        Sha256 sum = new Sha256();
        for (Map.Entry<String, String> file : files.entrySet()) {
            sum.add((file.getKey() + "\n" + Sha256.of(folder.resolve(file.getKey())) + "\n").getBytes());
        }
        return sum.hex();
    }
}
