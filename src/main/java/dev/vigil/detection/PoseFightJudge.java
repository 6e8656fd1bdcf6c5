package dev.vigil.detection;

import java.util.Locale;

/**
 * A first, honest assessment of fights from poses and motion: two people close together, both staying about, whose
 * limbs and boxes move wildly over two seconds. Where the model sees no people (small, hidden, from above) it sees no
 * fight; how often it is right, {@link FightEvidence} says. All its confidences are about
 * {@link CrimeType#FIGHTING}.
 */
public final class PoseFightJudge implements Judge {

    /** Below this confidence the scene is calm and not worth a sentence. */
    private static final double WORTH_TELLING = 20;
    private static final String CALM = "calm";

    private final FightCues cues = new FightCues();
    private final CueWindow window = new CueWindow();
    private boolean telling;
    private long tellingSinceNanos;
    private Box box;

    @Override
    public Assessment judge(Scene scene) {
        long now = scene.arrivalNanos();
        cues.measure(scene.tracks());
        window.add(now, cues);
        double confidence = FightEvidence.confidence(window.entanglement(), window.restlessness());
        if (confidence < WORTH_TELLING) {
            telling = false;
            box = null;
            return scene.assessment(confidence, CrimeType.FIGHTING, CALM, null);
        }
        if (!telling) {
            telling = true;
            tellingSinceNanos = now;
        }
        if (cues.first() != null) {
            box = around(cues.first().pose(0), cues.second() == null ? null : cues.second().pose(0),
                    scene.people().aspect());
        }
        return scene.assessment(confidence, CrimeType.FIGHTING, tell(now), box);
    }

    @Override
    public void reset() {
        window.reset();
        telling = false;
        box = null;
    }

    private String tell(long nowNanos) {
        double seconds = (nowNanos - tellingSinceNanos) / 1e9;
        if (cues.first() == null) {
            return String.format(Locale.ROOT, "nobody in sight now, unrest for %.1f s", seconds);
        }
        if (cues.second() == null) {
            return String.format(Locale.ROOT, "one person, limb speed %.1f lengths/s, unrest for %.1f s",
                    cues.limbs(), seconds);
        }
        return String.format(Locale.ROOT,
                "two people %.1f body lengths apart, limb speed %.1f lengths/s, unrest for %.1f s",
                cues.apart(), cues.limbs(), seconds);
    }

    /** The box round both, as fractions of the picture. */
    private static Box around(Pose one, Pose other, float aspect) {
        Pose second = other == null ? one : other;
        return new Box(Math.min(one.left, second.left) / aspect, Math.min(one.top, second.top),
                Math.max(one.right, second.right) / aspect, Math.max(one.bottom, second.bottom));
    }
}
