package dev.vigil.service;

import dev.vigil.file.Sha256;
import dev.vigil.inference.ModelBundle;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a folder's files stand, seen through symbolic links: Kubernetes exchanges the link behind a volume's files, and
 * whoever deploys may exchange the one to the folder. What begins with a dot is somebody's own business.
 *
 * @param files each file's path within the folder, with its size, time and number on the disk
 */
record FolderState(Path folder, SortedMap<String, String> files) {

    private static final int DEEPEST = 3;
    /** As a volume's lost+found is; whoever needs the file will say so. */
    private static final String UNREADABLE = "unreadable";

    /** Reads no file. */
    static FolderState of(Path folder) throws IOException {
        Path real = folder.toRealPath();
        SortedMap<String, String> files = new TreeMap<>();
        Files.walkFileTree(real, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes seen) {
                return !inner.equals(real) && hidden(inner) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
                if (seen.isRegularFile() && !hidden(file)) {
                    files.put(real.relativize(file).toString(), seen.size() + " " + seen.lastModifiedTime() + " "
                            + seen.fileKey());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) {
                files.put(real.relativize(file).toString(), UNREADABLE);
                return FileVisitResult.CONTINUE;
            }
        });
        return new FolderState(folder, files);
    }

    private static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    /** Names the content of all of them; reads every file. */
    String content() throws IOException {
        return content(Map.of());
    }

    /** As the other, with the model that was loaded from there, which needs not be read once more. */
    String content(ModelBundle loaded) throws IOException {
        return content(loaded.network().sha256().map(sha256 -> Map.of(loaded.file(), sha256)).orElse(Map.of()));
    }

    private String content(Map<Path, String> known) throws IOException {
        Sha256 sum = new Sha256();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            String content = known.get(path);
            if (content == null) {
                content = file.getValue().equals(UNREADABLE) ? UNREADABLE : Sha256.of(path);
            }
            sum.add((file.getKey() + "\n" + content + "\n").getBytes());
        }
        return sum.hex();
    }
}
