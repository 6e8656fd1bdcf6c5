package dev.vigil.backend;

import java.util.List;

/**
 * What a message about a call must say, and what it must not.
 *
 * @param what    in words, such as "report of a crime"
 * @param where   method and address
 * @param secrets that went with it
 */
record Call(String what, String where, List<String> secrets) {
    private static final int MAX_QUOTE = 300;

    /** A message in one line: the call, then what is wrong and what to do. */
    String says(String trouble) {
        return what + " (" + where + "): " + trouble;
    }

    /** Foreign text made fit for a log: one line, bounded, without this call's secrets. */
    String quote(String foreign) {
        String text = foreign;
        for (String secret : secrets) {
            if (secret != null && !secret.isEmpty()) {
                text = text.replace(secret, "[redacted]");
            }
        }
        text = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "...";
    }

    @Override
    public String toString() {
        return what + " (" + where + ")";
    }
}
