package dev.vigil.rehearsal.scene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A drawn street, 640x360, that follows a script: a picture for each second since its beginning, the same for the
 * same seed and time. Used by one thread at a time.
 */
public final class Scene {

    /** Width of a picture in pixels. */
    public static final int WIDTH = View.WIDTH;
    /** Height of a picture in pixels. */
    public static final int HEIGHT = View.HEIGHT;

    private static final double TALL = 1.75;

    private final Script script;
    private final int[] backdrop;
    private final Canvas canvas = new Canvas();
    private long round = -1;
    private List<Actor> cast = List.of();

    private Scene(Script script, long seed) {
        this.script = script;
        backdrop = Backdrop.paint(seed);
    }

    /**
     * A calm entrance where, in each round of two minutes, two people walk up to each other and fight for 15 s.
     *
     * @param approach second of the round at which the two appear; the first blow falls 5 s later
     */
    public static Scene fight(double approach, long seed) {
        return new Scene(new FightScript(approach, seed), seed);
    }

    /** People pass by, one waits, one runs. */
    public static Scene busy(long seed) {
        return new Scene(new CalmScript(CalmScript.Kind.BUSY, seed), seed);
    }

    /** People stand and talk; two meet and hug. */
    public static Scene meeting(long seed) {
        return new Scene(new CalmScript(CalmScript.Kind.MEETING, seed), seed);
    }

    /** A dozen people at a time walk both ways, in front of each other; some talk, one runs. */
    public static Scene crowd(long seed) {
        return new Scene(new CalmScript(CalmScript.Kind.CROWD, seed), seed);
    }

    /** Nobody there. */
    public static Scene empty(long seed) {
        return new Scene(new CalmScript(CalmScript.Kind.EMPTY, seed), seed);
    }

    /** The picture at that second: RGB, 0xRRGGBB row by row; valid until the next call. */
    public int[] draw(double seconds) {
        goTo(seconds);
        canvas.fill(backdrop);
        List<Presence> present = new ArrayList<>();
        for (Actor actor : cast) {
            actor.at(seconds - round * script.length()).ifPresent(at -> present.add(new Presence(actor.look(), at)));
        }
        present.sort(Comparator.comparingDouble((Presence presence) -> presence.stance.z()).reversed());
        present.forEach(presence -> new Figure(presence.look).draw(canvas, presence.stance));
        return canvas.rgb();
    }

    /** Where everybody is at that second, also who is not yet or no longer in the picture. */
    public List<Whereabouts> people(double seconds) {
        goTo(seconds);
        List<Whereabouts> found = new ArrayList<>();
        for (int i = 0; i < cast.size(); i++) {
            int person = i;
            cast.get(i).at(seconds - round * script.length()).ifPresent(at -> found.add(new Whereabouts(person,
                View.pixelX(at.x(), 0, at.z()) / WIDTH, View.pixelY(TALL, at.z()) / HEIGHT,
                View.pixelY(0, at.z()) / HEIGHT)));
        }
        return found;
    }

    private void goTo(double seconds) {
        long current = (long) Math.floor(seconds / script.length());
        if (current != round) {
            round = current;
            cast = script.cast(round);
        }
    }

    private record Presence(Look look, Stance stance) {
    }

    /** All fights that touch these seconds of the scene, both included, in seconds of the scene. */
    public List<Span> fights(double from, double to) {
        List<Span> found = new ArrayList<>();
        double first = Math.floor(from / script.length()) * script.length();
        for (double begin = first; begin <= to; begin += script.length()) {
            for (Span span : script.fights()) {
                Span fight = new Span(begin + span.from(), begin + span.to());
                if (fight.to() > from && fight.from() <= to) {
                    found.add(fight);
                }
            }
        }
        return found;
    }
}
