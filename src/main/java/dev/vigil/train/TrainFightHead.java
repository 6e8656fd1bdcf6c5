package dev.vigil.train;

import dev.vigil.inference.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The command that trains the fight head. */
public final class TrainFightHead {

    private TrainFightHead() {
    }

    /** @param args folder of the clips, model bundle, cache folder, threads */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<Clip> clips = Clip.below(Path.of(args[0]));
        ModelBundle bundle = ModelBundle.load(Path.of(args[1]));
        new Extraction(bundle, Path.of(args[2]), Integer.parseInt(args[3])).run(clips, ScenePlan.all());
    }
}
