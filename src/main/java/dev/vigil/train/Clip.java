package dev.vigil.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One labelled clip.
 *
 * @param file   the video
 * @param name   its path below the data folder
 * @param fight  whether it shows a fight
 * @param source the video or place it was cut from: clips of one source are never on both sides of a split
 */
record Clip(Path file, String name, boolean fight, String source) {

    private static final String LIST = "clips.csv";
    private static final String HEADING = "clip,label,source";
    private static final String UNLISTED = "unlisted";
    /** Clips of unknown source are spread over groups of this many. */
    private static final int UNLISTED_GROUP = 5;

    /**
     * All clips that the {@value #LIST} files below a folder list, in a fixed order.
     *
     * @throws IOException where a list is not of clip,label,source with label fight or normal, or a clip is missing
     */
    static List<Clip> below(Path folder) throws IOException {
        List<Path> lists;
        try (Stream<Path> paths = Files.walk(folder)) {
            lists = paths.filter(path -> path.endsWith(LIST)).sorted().toList();
        }
        if (lists.isEmpty()) {
            throw new IOException("no " + LIST + " below " + folder);
        }
        List<Clip> clips = new ArrayList<>();
        for (Path list : lists) {
            List<String> lines = Files.readAllLines(list);
            if (lines.isEmpty() || !lines.get(0).equals(HEADING)) {
                throw new IOException(list + " must begin with " + HEADING);
            }
            int unlisted = 0;
            for (String line : lines.subList(1, lines.size())) {
                Clip clip = parse(folder, list, line);
                clips.add(clip.source.equals(UNLISTED)
                        ? new Clip(clip.file, clip.name, clip.fight, UNLISTED + unlisted++ / UNLISTED_GROUP) : clip);
            }
        }
        return clips;
    }

    private static Clip parse(Path folder, Path list, String line) throws IOException {
        String[] parts = line.split(",");
        if (parts.length != 3 || !parts[1].matches("fight|normal")) {
            throw new IOException(list + " has a line that is not " + HEADING + ": " + line);
        }
        Path file = list.resolveSibling(parts[0]);
        if (!Files.exists(file)) {
            throw new IOException(list + " lists " + parts[0] + ", which is not there");
        }
        return new Clip(file, folder.relativize(file).toString(), parts[1].equals("fight"), parts[2]);
    }
}
