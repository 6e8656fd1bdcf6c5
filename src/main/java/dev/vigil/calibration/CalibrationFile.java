package dev.vigil.calibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.vigil.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** All cameras' calibrations in one YAML file, by camera number. A crash leaves the old file or the new one. */
public final class CalibrationFile {

    private static final String HEADER = "# Written by 'vigil calibrate': offsets of cameras' fight confidences.\n";
    private static final ObjectMapper MAPPER = YAMLMapper.builder().addModule(new JavaTimeModule())
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();
    private static final TypeReference<TreeMap<Long, Calibration>> TYPE = new TypeReference<>() {
    };

    private final Path file;

    public CalibrationFile(Path file) {
        this.file = file;
    }

    /** Where it is in the service's data folder. */
    public static Path in(Path data) {
        return data.resolve("calibration.yaml");
    }

    /**
     * The calibrations by camera; none where there is no file.
     *
     * @throws CalibrationException when the file cannot be read or holds something else
     */
    public SortedMap<Long, Calibration> read() {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            SortedMap<Long, Calibration> kept = MAPPER.readValue(file.toFile(), TYPE);
            return kept == null ? new TreeMap<>() : kept;
        } catch (JsonProcessingException damaged) {
            throw new CalibrationException(file + ": holds no calibrations" + (damaged.getLocation() == null ? ""
                    : ", see line " + damaged.getLocation().getLineNr()));
        } catch (IOException unreadable) {
            throw new CalibrationException(file + ": cannot be read");
        }
    }

    /** Keeps a camera's calibration in the place of an earlier one. */
    public void put(long camera, Calibration calibration) throws IOException {
        SortedMap<Long, Calibration> kept = read();
        kept.put(camera, calibration);
        write(kept);
    }

    /** Forgets a camera's calibration; false where there was none. */
    public boolean remove(long camera) throws IOException {
        SortedMap<Long, Calibration> kept = read();
        if (kept.remove(camera) == null) {
            return false;
        }
        write(kept);
        return true;
    }

    private void write(SortedMap<Long, Calibration> kept) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        WholeFile.write(file, HEADER + MAPPER.writeValueAsString(kept));
    }
}
