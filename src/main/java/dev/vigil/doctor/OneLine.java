package dev.vigil.doctor;

/** What a failure says, fit for a table. */
final class OneLine {

    private OneLine() {
    }

    static String of(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : of(message);
    }

    static String of(String words) {
        return words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
