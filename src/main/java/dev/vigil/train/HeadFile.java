package dev.vigil.train;

import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vigil.detection.FightFeatures;
import dev.vigil.detection.FightHead;
import dev.vigil.file.Sha256;
import dev.vigil.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a head with where it comes from, in the form that {@link FightHead#load} reads. */
final class HeadFile {

    private static final String WEIGHTS = "weights.bin";

    private HeadFile() {
    }

    /** @param provenance what a person must know to make it again and to trust it, in the order to be written */
    static void write(Path folder, FightHead head, Map<String, Object> provenance) throws IOException {
        byte[] weights = head.weights();
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put("features", FightFeatures.DEFINITION);
        yaml.put("weights", Map.of("file", WEIGHTS, "sha256", Sha256.of(weights)));
        for (String name : List.of("bias", "slope", "offset")) {
            yaml.put(name, head.numbers().get(name));
        }
        yaml.put("provenance", provenance);
        Files.createDirectories(folder);
        WholeFile.write(folder.resolve(WEIGHTS), weights);
        WholeFile.write(folder.resolve("head.yaml"), new YAMLMapper()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .writeValueAsString(yaml));
    }

    static Map<String, Object> figures(Metrics metrics) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("accuracy", rounded(metrics.accuracy()));
        figures.put("auc", rounded(metrics.auc()));
        figures.put("same_source_auc", rounded(metrics.sameSource()));
        figures.put("recall_at_5_percent_false_positives", rounded(metrics.recall()));
        figures.put("brier", rounded(metrics.brier()));
        return figures;
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.4f", value));
    }

    /** One hash of all clips: of their names, labels, sources and contents. */
    static String hash(List<Clip> clips) throws IOException {
        Sha256 hash = new Sha256();
        for (Clip clip : clips) {
            hash.add((clip.name() + "," + clip.fight() + "," + clip.source() + "\n").getBytes(StandardCharsets.UTF_8));
            hash.add(clip.file());
        }
        return hash.hex();
    }
}
