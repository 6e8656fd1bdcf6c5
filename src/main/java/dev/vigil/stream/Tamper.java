package dev.vigil.stream;

/** What somebody may have done to a camera, as far as its pictures show it. */
public enum Tamper {
    COVERED("its picture is dark or flat: the lens may be covered"),
    FROZEN("it sends the very same picture again and again"),
    DEFOCUSED("its picture has lost its sharpness: the lens may be smeared or turned"),
    LOOPED("it sends the same seconds of video over and over");

    private final String words;

    Tamper(String words) {
        this.words = words;
    }

    /** For a log line or a page: "its picture ...". */
    public String words() {
        return words;
    }
}
