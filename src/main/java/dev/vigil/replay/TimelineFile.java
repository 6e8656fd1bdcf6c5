package dev.vigil.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Timelines as JSON. Numbers are written so that they are read back exactly. */
public final class TimelineFile {

    private static final JsonMapper MAPPER = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(Timeline.class);

    private TimelineFile() {
    }

    /** One sample or event a line: lines can be compared, searched and counted. */
    static String text(Timeline timeline) {
        try {
            StringBuilder text = new StringBuilder("{\"about\":").append(MAPPER.writeValueAsString(timeline.about()));
            list(text, "samples", timeline.samples());
            list(text, "events", timeline.events());
            return text.append("\n}\n").toString();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void list(StringBuilder text, String name, Iterable<?> items) throws JsonProcessingException {
        text.append(",\n\"").append(name).append("\":[");
        String separator = "\n";
        for (Object item : items) {
            text.append(separator).append(MAPPER.writeValueAsString(item));
            separator = ",\n";
        }
        text.append("]");
    }

    public static void write(Timeline timeline, Path file) throws IOException {
        Files.writeString(file, text(timeline));
    }

    static void write(ScoreReport report, Path file) throws IOException {
        Files.writeString(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
    }

    /** @throws IOException with one line that names the file, where it is no timeline */
    public static Timeline read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": there is no such file");
        }
        try {
            Timeline timeline = READER.readValue(file.toFile());
            for (Timeline.Sample sample : timeline.samples()) {
                if (!(sample.confidence() >= 0 && sample.confidence() <= 100)) {
                    throw new IOException(file + ": a confidence is not from 0 to 100: " + sample.confidence());
                }
            }
            return timeline;
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": is no timeline ("
                    + e.getOriginalMessage().lines().findFirst().orElse("") + ")");
        }
    }
}
