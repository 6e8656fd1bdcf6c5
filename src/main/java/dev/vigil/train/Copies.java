package dev.vigil.train;

import dev.vigil.detection.Activations;
import dev.vigil.detection.FightWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes the copies of one clip from its pictures at 10 a second. */
final class Copies {

    private static final int WINDOW = 20;
    private static final double CROP = 0.6;
    /** Worse cameras of one kind. */
    private static final int CAMERAS = 3;

    private final List<Picture> pictures;
    private final long seed;
    private final Path plain;

    /**
     * @param seed  differs from clip to clip
     * @param plain where the plain footage lies, which CROP looks at
     */
    Copies(List<Picture> pictures, long seed, Path plain) {
        this.pictures = pictures;
        this.seed = seed;
        this.plain = plain;
    }

    /** The windows of that copy; none where the clip is too short for it. */
    List<Footage> look(Copy copy, Looker looker) throws IOException {
        return switch (copy) {
            case PLAIN -> List.of(looker.look(middle()));
            case NIGHT -> cameras(camera -> looker.look(Degrading.night(middle(), seed + 2 * camera)));
            case CHEAP -> cameras(camera -> looker.look(Degrading.cheap(middle(), seed + 2 * camera + 1)));
            case CROP -> List.of(looker.look(nearer()));
            case SHIFT -> others().stream().map(looker::look).toList();
            case FLIP -> List.of(looker.look(middle().stream().map(Picture::mirrored).toList()));
            case PHASE -> begin() + 2 * FightWindow.LEAST_SAMPLES <= pictures.size()
                    ? List.of(looker.look(window(begin() + 1))) : List.of();
        };
    }

    private static List<Footage> cameras(IntFunction<Footage> look) {
        return IntStream.range(0, CAMERAS).mapToObj(look).toList();
    }

    private int begin() {
        return Math.max(0, (pictures.size() - WINDOW) / 2);
    }

    private List<Picture> middle() {
        return window(begin());
    }

    private List<Picture> window(int from) {
        List<Picture> window = new ArrayList<>();
        for (int i = from; i < Math.min(pictures.size(), from + WINDOW - 1); i += 2) {
            window.add(pictures.get(i));
        }
        return window;
    }

    private List<List<Picture>> others() {
        List<List<Picture>> others = new ArrayList<>();
        for (int from = begin() % WINDOW; from + WINDOW <= pictures.size() && others.size() < 4; from += WINDOW) {
            if (from != begin()) {
                others.add(window(from));
            }
        }
        return others;
    }

    private List<Picture> nearer() throws IOException {
        List<Picture> middle = middle();
        Footage seen = Footage.read(plain);
        FightWindow window = new FightWindow();
        seen.samples().forEach(sample -> window.add(sample, seen.width(), seen.height()));
        float[] motion = new float[Activations.CHANNELS];
        int[] cells = new int[Activations.CHANNELS];
        window.strongest(motion, cells);
        float[] byCell = new float[Activations.CELLS];
        int most = 0;
        for (int channel = 0; channel < motion.length; channel++) {
            byCell[cells[channel]] += motion[channel];
            most = byCell[cells[channel]] > byCell[most] ? cells[channel] : most;
        }
        double x = (most % Activations.COLUMNS + 0.5) * Activations.CELL_PIXELS / seen.width();
        double y = (most / Activations.COLUMNS + 0.5) * Activations.CELL_PIXELS / seen.height();
        double left = Math.max(0, Math.min(1 - CROP, x - CROP / 2));
        double top = Math.max(0, Math.min(1 - CROP, y - CROP / 2));
        return middle.stream().map(picture -> picture.cropped(left, top, CROP)).toList();
    }
}
