package dev.vigil.detection;

import dev.vigil.file.Sha256;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes the detectors that a model bundle allows, one for each camera or video; all for use by one thread. */
public final class Detectors {

    private final PeopleReader people = new PeopleReader();
    private final Activations.Reader reader = new Activations.Reader();
    private final FightHead head;

    /** @throws EngineException when the bundle names no head that recognises fights, or one that cannot be used */
    public Detectors(ModelBundle bundle) {
        try {
            head = FightHead.load(bundle.head().orElseThrow(() -> new EngineException(
                    "model bundle " + bundle.name() + " names no 'head' that recognises fights")));
        } catch (IllegalArgumentException unusable) {
            throw new EngineException(unusable.getMessage());
        }
    }

    /** What they judge fights by, for the record: assessments of different ones must not be compared. */
    public String name() {
        return "fight-head " + Sha256.of(head.weights()).substring(0, 12);
    }

    /** @param more judges of this one camera besides that of fights */
    public SceneDetector with(List<Judge> more) {
        return with(UnaryOperator.identity(), more);
    }

    /**
     * @param site fits the judge of fights to the camera's place
     * @param more judges of this one camera besides that one
     */
    public SceneDetector with(UnaryOperator<Judge> site, List<Judge> more) {
        List<Judge> judges = new ArrayList<>();
        judges.add(site.apply(new FightJudge(reader, head)));
        judges.addAll(more);
        return new SceneDetector(people, judges);
    }
}
