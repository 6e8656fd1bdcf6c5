package dev.vigil.inference.tensorrt;

import dev.vigil.file.Sha256;
import dev.vigil.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jboss.logging.Logger;

/**
 * A file that took long to make and is of use only for what it was made from and on: two lines, the key and the
 * SHA-256 of the rest, then the rest. Written as a whole, and checked as a whole before it is used.
 */
final class KeyedFile {

    private static final Logger LOG = Logger.getLogger(KeyedFile.class);
    private static final String FORMAT = "vigil 1 ";

    private final Path file;
    private final String key;

    /** @param key one line */
    KeyedFile(Path file, String key) {
        this.file = file;
        this.key = FORMAT + key;
    }

    /**
     * What was found.
     *
     * @param content what it holds; null where it is of no use
     * @param problem why it is of no use, in words; null where it is
     */
    record Look(byte[] content, String problem) {
    }

    /** What it holds; null, with the reason in the log, where it is missing, of something else, or damaged. */
    byte[] read() throws IOException {
        Look look = look();
        if (look.problem != null) {
            LOG.infof("%s: it is made anew", look.problem);
        }
        return look.content;
    }

    /** Reads it, and says why where it is missing, of something else, or damaged. */
    Look look() throws IOException {
        if (!Files.exists(file)) {
            return new Look(null, file + " is not there yet");
        }
        byte[] all = Files.readAllBytes(file);
        int first = end(all, 0);
        int second = end(all, first + 1);
        if (first < 0 || second < 0 || !text(all, 0, first).startsWith(FORMAT)) {
            return new Look(null, file + " is not a file of ours");
        }
        if (!text(all, 0, first).equals(key)) {
            return new Look(null, "%s is stale, of '%s', wanted is '%s'".formatted(file,
                    text(all, FORMAT.length(), first), key.substring(FORMAT.length())));
        }
        byte[] content = Arrays.copyOfRange(all, second + 1, all.length);
        if (!Sha256.of(content).equals(text(all, first + 1, second))) {
            return new Look(null, file + " is damaged");
        }
        return new Look(content, null);
    }

    void write(byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] head = (key + "\n" + Sha256.of(content) + "\n").getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> {
            out.write(head);
            out.write(content);
        });
    }

    /** The place of the line's end, or -1; no line of ours is long. */
    private static int end(byte[] all, int from) {
        for (int i = from; from >= 0 && i < Math.min(all.length, from + 4096); i++) {
            if (all[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static String text(byte[] all, int from, int to) {
        return new String(all, from, to - from, StandardCharsets.UTF_8);
    }
}
