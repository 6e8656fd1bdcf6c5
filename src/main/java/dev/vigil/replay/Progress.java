package dev.vigil.replay;

import dev.vigil.time.TimeSource;
import java.io.PrintWriter;
import java.util.Locale;

/** Says on a stream how far a replay has come: one line that is rewritten on a terminal, one every 10 s elsewhere. */
public final class Progress {

    private static final double TERMINAL_SECONDS = 0.25;
    private static final double LOG_SECONDS = 10;

    private final PrintWriter out;
    private final boolean terminal;
    private final int files;
    private final TimeSource time;
    private int number;
    private String name;
    private long begun;
    private long said;

    /** @param files how many there are in all */
    public Progress(PrintWriter out, boolean terminal, int files, TimeSource time) {
        this.out = out;
        this.terminal = terminal;
        this.files = files;
        this.time = time;
    }

    void begin(String file) {
        number++;
        name = file;
        begun = time.nanos();
        said = begun;
    }

    /** @param whole seconds of the whole video, 0 where that is not known */
    void at(double seconds, double whole) {
        long now = time.nanos();
        if ((now - said) / 1e9 < (terminal ? TERMINAL_SECONDS : LOG_SECONDS)) {
            return;
        }
        said = now;
        String of = whole > 0 ? String.format(Locale.ROOT, " of %.0f", whole) : "";
        say(String.format(Locale.ROOT, "%.0f%s s, %s", seconds, of, speed(seconds, now)), !terminal);
    }

    void end(double seconds, String found) {
        say(String.format(Locale.ROOT, "%.1f s, %s: %s", seconds, speed(seconds, time.nanos()), found), true);
    }

    private String speed(double seconds, long now) {
        return String.format(Locale.ROOT, "%.1f x real time", seconds / Math.max(1e-9, (now - begun) / 1e9));
    }

    private void say(String words, boolean lineEnd) {
        // Erases what the last, perhaps longer, line left behind.
        String line = (terminal ? "\r\u001b[K" : "") + "[" + number + "/" + files + "] " + name + ": " + words;
        if (lineEnd) {
            out.println(line);
        } else {
            out.print(line);
            out.flush();
        }
    }
}
