package dev.vigil.watch;

import dev.vigil.detection.Detector;
import dev.vigil.detection.People;

/** Assesses by a script: it sees nobody and remembers nothing. */
abstract class ScriptedDetector implements Detector {

    @Override
    public final People people() {
        return new People(0);
    }

    @Override
    public final void reset() {
        // There is no past.
    }
}
