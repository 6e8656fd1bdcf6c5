package dev.vigil.bench;

import dev.vigil.alarm.Siren;
import java.util.List;

/** Some rehearsal cameras of one kind, and the sirens that command them. */
interface Fleet extends AutoCloseable {

    int size();

    /**
     * New sirens, one for each camera: nothing of them is connected, logged in or known yet.
     *
     * @param warm whether to let them get ready ahead of need, those that do so by themselves
     */
    List<Siren> sirens(boolean warm);

    /** When a camera last heard that it should sound, in monotonic nanoseconds: the request was on the wire by then. */
    long heardAt(int camera);

    @Override
    void close();
}
