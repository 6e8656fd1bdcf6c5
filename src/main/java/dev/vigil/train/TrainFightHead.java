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
import org.jboss.logging.Logger;

/** The command that trains the fight head: from clips to a head, its provenance and its report. */
public final class TrainFightHead {

    private static final Logger LOG = Logger.getLogger(TrainFightHead.class);
    private static final List<Fit.Choice> CHOICES = List.of(new Fit.Choice(30, 0.03), new Fit.Choice(30, 0.01),
            new Fit.Choice(30, 0.1), new Fit.Choice(20, 0.03), new Fit.Choice(45, 0.03));
    /** Of a drawn scene; a clip weighs 1. */
    static final double DRAWN_WEIGHT = 1;
    private static final int CALIBRATION_FOLDS = 5;
    /** Sources of this name count in the training only: rooms with one person, easy to tell from fights. */
    static final String EASY = "gmdcsa";

    private TrainFightHead() {
    }

    /**
     * Trains.
     *
     * @param args folder of the clips, folder of the model bundle, cache folder, folder of the head, folder of the
     *             report, threads to look with (0: use only what is in the cache), today's date
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 7) {
            throw new IllegalArgumentException("needs DATA BUNDLE CACHE HEAD REPORT THREADS DATE");
        }
        List<Clip> clips = Clip.below(Path.of(args[0]));
        ModelBundle bundle = ModelBundle.load(Path.of(args[1]));
        Extraction extraction = new Extraction(bundle, Path.of(args[2]), Integer.parseInt(args[5]));
        extraction.run(clips, EnumSet.allOf(Copy.class), ScenePlan.all());
        Examples maker = new Examples(extraction);
        List<Example> examples = maker.ofClips(clips);
        List<Example> drawn = new ArrayList<>();
        List<ScenePlan> lessons = ScenePlan.all().stream().filter(plan -> !plan.test()).toList();
        for (ScenePlan lesson : lessons) {
            drawn.addAll(maker.ofScene(lesson));
        }
        LOG.infof("%d clips, %d examples and %d of drawn scenes", clips.size(), examples.size(), drawn.size());
        CrossValidation validation = new CrossValidation(examples, drawn, DRAWN_WEIGHT, CHOICES,
                one -> !one.source().startsWith(EASY));
        Trainer.Trained trained = new Trainer(drawn, DRAWN_WEIGHT, CHOICES, CALIBRATION_FOLDS)
                .train(Trainer.learnable(examples), CrossValidation.SEEDS);
        HeadFile.write(Path.of(args[3]), trained.head(),
                provenance(clips, bundle, validation, trained.choice(), args[6]));
        report(new Report(Path.of(args[4])), validation, maker, trained, args[6]);
    }

    private static Map<String, Object> provenance(List<Clip> clips, ModelBundle bundle, CrossValidation validation,
                                                  Fit.Choice choice, String date) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("date", date);
        all.put("model_sha256", bundle.sha256());
        all.put("clips", clips.size());
        all.put("fights", clips.stream().filter(Clip::fight).count());
        all.put("data_sha256", HeadFile.hash(clips));
        all.put("principal_components", choice.components());
        all.put("components_of_drawn_scenes", Fit.DRAWN_COMPONENTS);
        all.put("regularisation_c", choice.c());
        all.put("weight_of_a_drawn_scene", DRAWN_WEIGHT);
        all.put("folds", CrossValidation.FOLDS);
        all.put("seeds", CrossValidation.SEEDS);
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Example.Kind kind : Trainer.JUDGED) {
            figures.put(kind.name().toLowerCase(Locale.ROOT), HeadFile.figures(validation.metrics(kind)));
        }
        all.put("cross_validated_by_source", figures);
        return all;
    }

    private static void report(Report report, CrossValidation validation, Examples maker, Trainer.Trained trained,
                               String date) throws IOException {
        report.add("# The fight head, trained on " + date);
        report.add("Every clip was judged by a head that saw nothing of its source: " + CrossValidation.FOLDS
                + " folds, mean of " + CrossValidation.SEEDS.length + " seeds; principal components and C were chosen "
                + "for each head anew, without the clips it was judged on, among " + CHOICES.size() + " (this head: "
                + trained.choice().components() + ", " + trained.choice().c() + "). Figures are of the fight set's "
                + "clips alone; the pictures show the first seed. A confidence is calibrated for as many fights as "
                + "normals.");
        report.figures(validation);
        report.pictures(validation);
        report.add("## Drawn scenes it was not trained on\n\nThe fight is shaded; the rest should stay below 50. These "
                + "are single windows; the service takes the median of three.");
        for (ScenePlan plan : ScenePlan.all()) {
            if (plan.test()) {
                List<double[]> curve = new ArrayList<>();
                for (Examples.Moment moment : maker.moments(plan)) {
                    curve.add(new double[] {moment.second(), trained.head().confidence(moment.features())});
                }
                report.scene(plan, curve);
            }
        }
        report.write();
    }
}
