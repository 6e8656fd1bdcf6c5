package dev.vigil.train;

import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vigil.detection.FightFeatures;
import dev.vigil.detection.FightHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        yaml.put("weights", Map.of("file", WEIGHTS, "sha256", FightHead.sha256(weights)));
        for (String name : List.of("bias", "slope", "offset")) {
            yaml.put(name, head.numbers().get(name));
        }
        yaml.put("provenance", provenance);
        Files.createDirectories(folder);
        Files.write(folder.resolve(WEIGHTS), weights);
        Files.writeString(folder.resolve("head.yaml"), new YAMLMapper()
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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Clip clip : clips) {
                digest.update((clip.name() + "," + clip.fight() + "," + clip.source() + "\n").getBytes());
                digest.update(Files.readAllBytes(clip.file()));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
