package dev.vigil.detection;

import dev.vigil.inference.Outputs;
import dev.vigil.stream.Frame;
import java.util.List;

/**
 * Several judges of one camera behind one face: people are decoded and followed once, then every judge looks at them.
 *
 * <p>The assessment with the highest confidence counts; of equal ones, the graver. Confidences are neither summed nor
 * multiplied: each judge answers a question of its own, a report names one crime and one place, and two doubts about
 * different things are no certainty about either. A judge that says calm thus never hides another that does not.
 */
public final class SceneDetector implements Detector {

    private final PeopleReader reader;
    private final List<Judge> judges;
    private final Scene scene;

    /**
     * @param reader may be shared by the detectors of one thread
     * @param judges at least one, this camera's own
     */
    public SceneDetector(PeopleReader reader, List<Judge> judges) {
        if (judges.isEmpty()) {
            throw new IllegalArgumentException("a scene needs a judge");
        }
        this.reader = reader;
        this.judges = List.copyOf(judges);
        this.scene = new Scene(reader.newPeople());
    }

    @Override
    public Assessment assess(Frame frame, Outputs outputs, int index) {
        reader.read(outputs, index, frame, scene.people());
        scene.show(frame, outputs, index);
        Assessment foremost = judges.get(0).judge(scene);
        for (int j = 1; j < judges.size(); j++) {
            Assessment other = judges.get(j).judge(scene);
            if (outweighs(other, foremost)) {
                foremost = other;
            }
        }
        return foremost;
    }

    @Override
    public People people() {
        return scene.people();
    }

    @Override
    public int peopleInSight() {
        return scene.tracks().sure();
    }

    @Override
    public void reset() {
        scene.reset();
        judges.forEach(Judge::reset);
    }

    private static boolean outweighs(Assessment one, Assessment other) {
        return one.confidence() > other.confidence()
                || one.confidence() == other.confidence() && one.type().graverThan(other.type());
    }
}
