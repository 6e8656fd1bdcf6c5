package dev.vigil.rehearsal.tapo;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What is wrong with a camera's HTTPS side; may be changed at any time, by any thread. */
public final class TapoFaults {

    /** How an answer's body is packed. */
    public enum Packing { MEASURED, CHUNKED, GZIP, UNTIL_CLOSED }

    private volatile Duration delay = Duration.ZERO;
    private volatile boolean hanging;
    private volatile boolean privacy;
    private volatile int commandError;
    private volatile boolean refusingDigests;
    private volatile String userGroup = "root";
    private volatile Packing packing = Packing.MEASURED;
    private final AtomicInteger hangUps = new AtomicInteger();

    /** Every answer comes so much later. */
    public void delay(Duration longer) {
        delay = longer;
    }

    /** Requests are read and never answered, until it is over. */
    public void hang(boolean hangs) {
        hanging = hangs;
    }

    /** The next requests, so many, are answered by hanging up. */
    public void hangUp(int times) {
        hangUps.set(times);
    }

    /** The lens is covered: commands are refused. */
    public void privacy(boolean on) {
        privacy = on;
    }

    /** Every alarm command is refused with this error code; 0 for none. */
    public void commandError(int code) {
        commandError = code;
    }

    /** The second step of a secure login fails, as when another client has taken the nonce meanwhile. */
    public void refuseDigests(boolean refuses) {
        refusingDigests = refuses;
    }

    /** What a login makes one: {@code root}, or somebody of less. */
    public void userGroup(String group) {
        userGroup = group;
    }

    public void packing(Packing another) {
        packing = another;
    }

    Duration delay() {
        return delay;
    }

    boolean hanging() {
        return hanging;
    }

    boolean takeHangUp() {
        return hangUps.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    int alarmError() {
        return privacy ? -64324 : commandError;
    }

    boolean refusingDigests() {
        return refusingDigests;
    }

    String userGroup() {
        return userGroup;
    }

    Packing packing() {
        return packing;
    }
}
