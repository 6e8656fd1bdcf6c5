package dev.vigil.doctor;

/**
 * What was found of one thing.
 *
 * @param subject the thing in a word or two
 * @param words   how it is; one line without secrets
 * @param remedy  what to do about it; empty where nothing is to be done, or where the words say it
 */
public record Finding(State state, String subject, String words, String remedy) {

    /** How bad it is. */
    public enum State {
        FINE("ok"),
        /** The service runs, but not as it should. */
        WARNING("warn"),
        /** The service cannot do its job. */
        FAILURE("FAIL");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As the table has it. */
        public String word() {
            return word;
        }
    }

    public static Finding fine(String subject, String words) {
        return new Finding(State.FINE, subject, words, "");
    }

    public static Finding warning(String subject, String words, String remedy) {
        return new Finding(State.WARNING, subject, words, remedy);
    }

    public static Finding failure(String subject, String words, String remedy) {
        return new Finding(State.FAILURE, subject, words, remedy);
    }
}
