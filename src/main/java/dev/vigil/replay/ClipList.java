package dev.vigil.replay;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Clips whose content is known, read from a CSV file: {@code clip,label[,source]}, one a line, # begins a remark. */
public final class ClipList {

    private static final Set<String> FIGHT = Set.of("fight", "fighting", "1");
    private static final Set<String> NORMAL = Set.of("normal", "calm", "0");

    /**
     * A labelled clip.
     *
     * @param name   as the list has it
     * @param source where it was filmed, "" where the list does not say
     */
    public record Clip(String name, Path file, boolean fight, String source) {
    }

    private ClipList() {
    }

    /**
     * Reads the list; clips lie beside it or where their path, seen from it, leads.
     *
     * @throws IOException with one line that names the file and the line, where it is no such list
     */
    public static List<Clip> read(Path csv) throws IOException {
        if (!Files.isRegularFile(csv)) {
            throw new IOException(csv + ": there is no such file");
        }
        List<Clip> clips = new ArrayList<>();
        int number = 0;
        for (String line : lines(csv)) {
            number++;
            String[] fields = line.split(",", -1);
            boolean heading = clips.isEmpty() && fields[0].strip().equalsIgnoreCase("clip");
            if (!line.isBlank() && !line.startsWith("#") && !heading) {
                clips.add(clip(csv, number, fields));
            }
        }
        if (clips.isEmpty()) {
            throw new IOException(csv + ": lists no clip");
        }
        return clips;
    }

    private static List<String> lines(Path csv) throws IOException {
        try {
            return Files.readAllLines(csv);
        } catch (CharacterCodingException e) {
            throw new IOException(csv + ": is not text in UTF-8");
        }
    }

    private static Clip clip(Path csv, int number, String[] fields) throws IOException {
        if (fields.length < 2 || fields.length > 3 || fields[0].isBlank()) {
            throw new IOException(csv + ": line " + number + " must be clip,label or clip,label,source");
        }
        String name = fields[0].strip();
        String label = fields[1].strip().toLowerCase(Locale.ROOT);
        if (!FIGHT.contains(label) && !NORMAL.contains(label)) {
            throw new IOException(csv + ": line " + number + " must be labelled fight or normal, not '" + label + "'");
        }
        return new Clip(name, csv.resolveSibling(name), FIGHT.contains(label),
                fields.length == 3 ? fields[2].strip() : "");
    }
}
