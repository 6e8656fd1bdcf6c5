package dev.vigil.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of Vigil's metrics, as docs/metrics.md tells them, as a scrape holds them, and as others use them. */
public final class MetricsDocument {

    private static final Pattern ROW = Pattern.compile("^\\| `(vigil_[a-z_]+)(\\{[a-z,]+})?` \\|", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("^# TYPE (vigil_[a-z_]+) (\\w+)$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("\\bvigil_[a-z_]+");

    private MetricsDocument() {
    }

    public static Set<String> documented() {
        try {
            return ROW.matcher(Files.readString(Path.of("docs", "metrics.md"))).results()
                    .map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * What an answer of /metrics holds. The highest value that goes with a histogram is part of it; OpenMetrics leaves
     * the end of a counter's name out of its type.
     */
    public static Set<String> scraped(String scrape) {
        Set<String> names = new TreeSet<>();
        Set<String> histograms = new TreeSet<>();
        Matcher types = TYPE.matcher(scrape);
        while (types.find()) {
            String name = types.group(1);
            switch (types.group(2)) {
                case "histogram" -> histograms.add(name);
                case "counter" -> names.add(name.endsWith("_total") ? name : name + "_total");
                default -> names.add(name);
            }
        }
        histograms.forEach(histogram -> names.remove(histogram + "_max"));
        names.addAll(histograms);
        return names;
    }

    /** The metrics that an expression or a whole file asks for, by their documented names. */
    static Set<String> used(String text) {
        Set<String> known = documented();
        return NAME.matcher(text).results().map(match -> match.group())
                .map(name -> known.contains(name) ? name : name.replaceFirst("_(bucket|sum|count|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
