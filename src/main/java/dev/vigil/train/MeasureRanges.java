package dev.vigil.train;

import dev.vigil.convert.ConversionException;
import dev.vigil.convert.Ranges;
import dev.vigil.convert.WatchedModel;
import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * The command that measures, on pictures of labelled clips, between which numbers the values of a model lie, for the
 * model in whole numbers that is made of it.
 */
public final class MeasureRanges {

    private static final Logger LOG = Logger.getLogger(MeasureRanges.class);
    private static final int CLIPS = 56;
    private static final int PICTURES_OF_A_CLIP = 2;
    private static final double GRID_SECONDS = 0.1;
    /** Of four ways to take ranges the one that moved the fight head's score least: docs/performance.md. */
    private static final double PERCENTILE = 99.99;
    private static final int PROGRESS = 14;

    private final Map<String, Histogram> histograms = new LinkedHashMap<>();
    private int pictures;

    private MeasureRanges() {
    }

    /**
     * Measures.
     *
     * @param args folder of the clips, folder of the model's bundle, the file to write
     * @throws ConversionException with one line that says what is wrong
     */
    public static void main(String[] args) {
        // Maven gives nothing at all where the property is not set.
        if (args.length != 3 || args[0] == null) {
            throw new ConversionException("no folder of clips is named: say -Ddata=FOLDER");
        }
        Path data = Path.of(args[0]);
        if (!Files.isDirectory(data)) {
            throw new ConversionException("there is no folder of clips " + data + ": name one with -Ddata=FOLDER");
        }
        try {
            Path ranges = Path.of(args[2]);
            new MeasureRanges().run(Clip.below(data), ModelBundle.load(Path.of(args[1]))).write(ranges);
            LOG.infof("%s written", ranges);
        } catch (IOException e) {
            throw new ConversionException("ranges cannot be measured: " + e.getMessage());
        }
    }

    /** The clips that give pictures: evenly spread over labels and, within them, sources; of few clips all. */
    static List<Clip> chosen(List<Clip> clips) {
        List<Clip> sorted = clips.stream().sorted(Comparator.comparing(Clip::fight).thenComparing(Clip::source)
                .thenComparing(Clip::name)).toList();
        int count = Math.min(CLIPS, sorted.size());
        List<Clip> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(sorted.get(i * sorted.size() / count));
        }
        return chosen;
    }

    private Ranges run(List<Clip> all, ModelBundle bundle) throws IOException {
        List<Clip> clips = chosen(all);
        if (clips.isEmpty()) {
            throw new IOException("the lists of clips are empty");
        }
        WatchedModel model = WatchedModel.of(bundle.file());
        model.tensors().forEach(tensor -> histograms.put(tensor, new Histogram()));
        Path file = Files.createTempFile("watched", ".onnx");
        try {
            Files.write(file, model.onnx());
            try (Engine engine = new OnnxEngine(new ModelBundle("watched", file, model.sha256(), bundle.input(),
                    model.tensors(), Optional.empty()), 1, 1)) {
                for (int done = 0; done < clips.size(); done++) {
                    look(clips.get(done), engine);
                    if ((done + 1) % PROGRESS == 0) {
                        LOG.infof("%d of %d clips looked at", done + 1, clips.size());
                    }
                }
            }
        } finally {
            Files.delete(file);
        }
        SortedMap<String, Ranges.Range> ranges = new TreeMap<>();
        // A head's rare high values are what it is asked for: with them cut off, people's scores fall by 0.03.
        histograms.forEach((tensor, histogram) -> ranges.put(tensor,
                histogram.range(model.heads().contains(tensor) ? 0 : 1 - PERCENTILE / 100)));
        return new Ranges(model.sha256(), pictures, PERCENTILE, ranges);
    }

    private void look(Clip clip, Engine engine) throws IOException {
        List<Picture> all = ClipReader.every(GRID_SECONDS, clip.file(), engine.bundle().input());
        for (int i = 0; i < PICTURES_OF_A_CLIP; i++) {
            Picture picture = all.get((2 * i + 1) * all.size() / (2 * PICTURES_OF_A_CLIP));
            engine.input().put(0, picture.framed(engine.bundle().input()));
            engine.run(1);
            histograms.forEach((tensor, histogram) -> {
                FloatBuffer values = engine.outputs().tensor(tensor).data();
                for (int at = 0; at < values.capacity(); at++) {
                    histogram.add(values.get(at));
                }
            });
            pictures++;
        }
    }
}
