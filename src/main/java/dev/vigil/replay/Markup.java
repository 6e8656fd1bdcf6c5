package dev.vigil.replay;

import java.util.Locale;

/** What the page's parts have in common: escaping, numbers, times. */
final class Markup {

    private Markup() {
    }

    /** For text and attributes. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                // Control characters may stand in a file's name, but not in a page.
                default -> safe.append(c < ' ' || c == '\uFFFE' || c == '\uFFFF' ? ' ' : c);
            }
        }
        return safe.toString();
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** 1:02:03.4, or 2:03.4 below an hour. */
    static String clock(double seconds) {
        long tenths = Math.round(seconds * 10);
        String rest = format("%02d.%d", tenths / 10 % 60, tenths % 10);
        long minutes = tenths / 600;
        return minutes < 60 ? minutes + ":" + rest : format("%d:%02d:%s", minutes / 60, minutes % 60, rest);
    }
}
