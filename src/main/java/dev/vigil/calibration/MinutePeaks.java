package dev.vigil.calibration;

import dev.vigil.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every camera's minutes of the last fourteen days, one file each: {@code camera-3.csv} with lines of start, peak,
 * seconds, crime and the judge whose confidences they are. Lines are only appended; once a day old and damaged ones are
 * dropped. A line that a crash tore is ignored, as is what another judge left. One thread at a time.
 */
public final class MinutePeaks {

    /** @param minutes in order of time, each once; all by the judge that was last at work */
    public record Recorded(String judge, List<Minute> minutes) {
    }

    private record Line(Minute minute, String judge) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s,%.3f,%.1f,%d,%s", minute.start(), minute.peak(), minute.seconds(),
                    minute.crime() ? 1 : 0, judge);
        }
    }

    private static final Duration KEPT = Duration.ofDays(14);
    private static final String PREFIX = "camera-";
    private static final String SUFFIX = ".csv";

    private final Path folder;
    private final Map<Long, LocalDate> tidied = new HashMap<>();

    /** @param folder made with the first minute */
    public MinutePeaks(Path folder) {
        this.folder = folder;
    }

    /** Where they are in the service's data folder. */
    public static Path in(Path data) {
        return data.resolve("calibration");
    }

    /** @param judge whose confidences they are; without a comma or line break */
    public void append(long camera, String judge, List<Minute> minutes) throws IOException {
        if (minutes.isEmpty()) {
            return;
        }
        Instant newest = minutes.get(minutes.size() - 1).start();
        LocalDate today = LocalDate.ofInstant(newest, ZoneOffset.UTC);
        if (!today.equals(tidied.get(camera))) {
            tidy(camera, newest.minus(KEPT));
        }
        // Only once the lines are written is the file known to end with a whole one.
        tidied.remove(camera);
        StringBuilder lines = new StringBuilder();
        minutes.forEach(minute -> lines.append(new Line(minute, judge)).append('\n'));
        Files.writeString(file(camera), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        tidied.put(camera, today);
    }

    /**
     * What is recorded of a camera; empty where nothing is.
     *
     * @throws IOException with one line, where the record cannot be read
     */
    public Optional<Recorded> read(long camera) throws IOException {
        List<Line> lines = lines(camera);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String judge = lines.get(lines.size() - 1).judge();
        Map<Instant, Minute> minutes = new TreeMap<>();
        lines.stream().filter(line -> line.judge().equals(judge)).map(Line::minute)
                .forEach(minute -> minutes.merge(minute.start(), minute, Minute::and));
        return Optional.of(new Recorded(judge, List.copyOf(minutes.values())));
    }

    /** Cameras of which there is a record. */
    public SortedSet<Long> cameras() throws IOException {
        SortedSet<Long> cameras = new TreeSet<>();
        if (!Files.isDirectory(folder)) {
            return cameras;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String number = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
                if (number.matches("\\d{1,18}")) {
                    cameras.add(Long.parseLong(number));
                }
            }
        }
        return cameras;
    }

    private void tidy(long camera, Instant oldest) throws IOException {
        Files.createDirectories(folder);
        if (!Files.exists(file(camera))) {
            return;
        }
        StringBuilder kept = new StringBuilder();
        lines(camera).stream().filter(line -> !line.minute().start().isBefore(oldest))
                .forEach(line -> kept.append(line).append('\n'));
        WholeFile.write(file(camera), kept.toString());
    }

    private List<Line> lines(long camera) throws IOException {
        List<Line> lines = new ArrayList<>();
        if (!Files.exists(file(camera))) {
            return lines;
        }
        // Not as UTF-8, which what a crash left need not be. What no line break ends is torn.
        String all = Files.readString(file(camera), StandardCharsets.ISO_8859_1);
        for (String text : all.substring(0, all.lastIndexOf('\n') + 1).split("\n")) {
            line(text).ifPresent(lines::add);
        }
        return lines;
    }

    private static Optional<Line> line(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 5 || parts[4].isEmpty() || !parts[3].matches("[01]")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Line(new Minute(Instant.parse(parts[0]), Double.parseDouble(parts[1]),
                    Double.parseDouble(parts[2]), parts[3].equals("1")), parts[4]));
        } catch (DateTimeParseException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private Path file(long camera) {
        return folder.resolve(PREFIX + camera + SUFFIX);
    }
}
