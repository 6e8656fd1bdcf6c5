package dev.vigil.train;

import dev.vigil.detection.FightHead;
import dev.vigil.inference.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a variant of a model costs in judgement: heads are trained on what the first bundle sees of clips and drawn
 * scenes (folds by source), and judge the other fold's clips as each bundle sees them. They are not calibrated, and
 * copies of worse cameras are left out, so that it takes minutes.
 *
 * <pre>./mvnw -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.vigil.train.JudgeVariant \
 *     -Dexec.args="DATA THREADS BUNDLE BUNDLE..."</pre>
 *
 * What the bundles see is kept in target/fight-features, with what a training keeps there.
 */
public final class JudgeVariant {

    private static final Path CACHE = Path.of("target/fight-features");
    /** What a training mostly chooses. */
    private static final Fit.Choice CHOICE = new Fit.Choice(45, 0.03);
    private static final EnumSet<Copy> WORSE_CAMERAS = EnumSet.of(Copy.NIGHT, Copy.CHEAP);

    private final List<Clip> clips;
    private final int threads;
    private final Map<String, List<Metrics.Judged>> judged = new LinkedHashMap<>();

    private JudgeVariant(List<Clip> clips, int threads) {
        this.clips = clips;
        this.threads = threads;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        new JudgeVariant(Clip.below(Path.of(args[0])), Integer.parseInt(args[1]))
                .run(IntStream.range(2, args.length).mapToObj(i -> ModelBundle.load(Path.of(args[i]))).toList());
    }

    private void run(List<ModelBundle> bundles) throws IOException, InterruptedException {
        List<ScenePlan> lessons = ScenePlan.all().stream().filter(plan -> !plan.test()).toList();
        Map<String, List<Example>> seen = new LinkedHashMap<>();
        List<Example> drawn = new ArrayList<>();
        for (ModelBundle bundle : bundles) {
            Extraction extraction = new Extraction(bundle, CACHE, threads);
            extraction.run(clips, seen.isEmpty() ? EnumSet.complementOf(WORSE_CAMERAS) : EnumSet.of(Copy.PLAIN),
                    seen.isEmpty() ? lessons : List.of());
            Examples examples = new Examples(extraction);
            if (seen.isEmpty()) {
                for (ScenePlan lesson : lessons) {
                    drawn.addAll(examples.ofScene(lesson));
                }
            }
            seen.put(bundle.name(), examples.ofClips(clips));
        }
        Trainer trainer = new Trainer(drawn, TrainFightHead.DRAWN_WEIGHT, List.of(CHOICE), 0);
        for (long seed : CrossValidation.SEEDS) {
            judge(trainer, seen, seed);
        }
        System.out.printf("%-60s %8s %8s %8s%n", "clips, as seen by", "AUC", "accuracy", "Brier");
        judged.forEach((name, all) -> {
            Metrics mean = Metrics.mean(all.stream().map(Metrics.Judged::metrics).toList());
            System.out.printf(Locale.ROOT, "%-60s %8.4f %8.4f %8.4f%n", name, mean.auc(), mean.accuracy(),
                    mean.brier());
        });
    }

    private void judge(Trainer trainer, Map<String, List<Example>> seen, long seed) {
        List<Example> learned = seen.values().iterator().next();
        Map<String, Integer> folds = Trainer.folds(learned, CrossValidation.FOLDS, seed);
        List<FightHead> heads = IntStream.range(0, CrossValidation.FOLDS).mapToObj(fold -> trainer.fit(
                Trainer.notIn(Trainer.learnable(learned), folds, fold), List.of(CHOICE)).get(CHOICE).head(1, 0))
                .toList();
        for (Map.Entry<String, Predicate<Example>> part : parts().entrySet()) {
            seen.forEach((bundle, examples) -> {
                List<Example> all = examples.stream().filter(part.getValue()).toList();
                judged.computeIfAbsent(part.getKey() + " (" + all.size() + "), " + bundle, none -> new ArrayList<>())
                        .add(CrossValidation.judged(all, heads, folds));
            });
        }
    }

    private Map<String, Predicate<Example>> parts() {
        Set<String> measured = MeasureRanges.chosen(clips).stream().map(Clip::name).collect(Collectors.toSet());
        Predicate<Example> real = one -> !one.source().startsWith(TrainFightHead.EASY);
        Predicate<Example> plain = real.and(one -> one.kind() == Example.Kind.PLAIN);
        Map<String, Predicate<Example>> parts = new LinkedHashMap<>();
        parts.put("all", plain);
        parts.put("gave no pictures for ranges", plain.and(one -> !measured.contains(one.clip())));
        parts.put("2.5 samples a second", real.and(one -> one.kind() == Example.Kind.SLOW));
        return parts;
    }
}
