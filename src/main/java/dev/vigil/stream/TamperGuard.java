package dev.vigil.stream;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** Shows a stream's key pictures to the {@link TamperWatch}, each once, and tells when its finding changes. */
final class TamperGuard {

    private final Consumer<Tamper> changed;
    private final TamperWatch watch = new TamperWatch();
    private final CRC32 sum = new CRC32();
    private long shown = -1;
    private volatile Tamper found;

    /** @param changed hears of each new finding, null where nothing is wrong any more */
    TamperGuard(Consumer<Tamper> changed) {
        this.changed = changed;
    }

    /**
     * A picture came out of the decoder when this key packet was in.
     *
     * @param picture null where the decoder's has no plain brightness
     */
    void picture(SmallPicture picture, Backlog.Held held) {
        if (picture == null || held.number <= shown) {
            return;
        }
        shown = held.number;
        sum.reset();
        sum.update(held.packet().data().capacity(held.packet().size()).asByteBuffer());
        Tamper now = watch.key(picture, sum.getValue(), held.arrivalNanos);
        if (!Objects.equals(now, found)) {
            found = now;
            changed.accept(now);
        }
    }

    /** What is wrong with the camera; null where nothing is. From any thread. */
    Tamper found() {
        return found;
    }
}
