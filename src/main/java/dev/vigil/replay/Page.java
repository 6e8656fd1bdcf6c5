package dev.vigil.replay;

import static dev.vigil.replay.Markup.clock;
import static dev.vigil.replay.Markup.escaped;
import static dev.vigil.replay.Markup.format;

import dev.vigil.replay.Timeline.About;
import dev.vigil.replay.Timeline.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A timeline as one page that needs nothing else: no script, no other file, no network. */
final class Page {

    private static final String STYLE = style();

    private final Timeline timeline;
    private final StringBuilder html = new StringBuilder();

    private Page(Timeline timeline) {
        this.timeline = timeline;
    }

    static String of(Timeline timeline, List<Snapshot> snapshots) {
        Page page = new Page(timeline);
        page.head();
        page.html.append("<div class=\"chart\">\n").append(Chart.of(timeline)).append("</div>\n");
        page.legend();
        page.events();
        page.pictures(snapshots);
        page.foot();
        return page.html.toString();
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void head() {
        About about = timeline.about();
        String name = escaped(about.video());
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\"/>\n")
                .append("<title>").append(name).append(" - Vigil replay</title>\n<style>\n").append(STYLE)
                .append("</style>\n</head>\n<body>\n<header>\n<h1>").append(name).append("</h1>\n<p class=\"verdict ")
                .append(worst()).append("\">").append(escaped(Verdict.of(timeline))).append("</p>\n</header>\n");
    }

    private String worst() {
        if (timeline.events().isEmpty()) {
            return "calm";
        }
        return timeline.events().stream().anyMatch(event -> event.kind().equals(Event.CONFIRMED)) ? "crime"
                : "suspicious";
    }

    private void legend() {
        html.append("<p class=\"legend\"><span class=\"key calm\"></span>calm <span class=\"key suspicious\"></span>")
                .append("suspicious: siren and alert <span class=\"key crime\"></span>crime confirmed ")
                .append("<span class=\"key dot\"></span>further alert</p>\n");
    }

    private void events() {
        html.append("<h2>What happened</h2>\n");
        if (timeline.events().isEmpty()) {
            html.append("<p>The confidence never rose above the alert threshold.</p>\n");
            return;
        }
        html.append("<div class=\"scroll\"><table>\n<thead><tr><th>time</th><th>incident</th><th>step</th>")
                .append("<th class=\"number\">confidence</th><th>why</th></tr></thead>\n<tbody>\n");
        for (Event event : timeline.events()) {
            String from = event.from() == null ? "" : " (began at " + clock(event.from()) + ")";
            html.append(format("<tr><td>%s</td><td>%d</td><td><span class=\"badge %s\">%s</span></td>"
                    + "<td class=\"number\">%s</td><td>%s%s%s</td></tr>\n", clock(event.t()), event.incident(),
                    event.kind(), event.kind(),
                    event.confidence() == null ? "" : format("%.1f %%", event.confidence()),
                    event.type() == null ? "" : escaped(event.type().replace('_', ' ')) + ": ", escaped(event.why()),
                    from));
        }
        html.append("</tbody>\n</table></div>\n");
    }

    private void pictures(List<Snapshot> snapshots) {
        html.append("<h2>Pictures</h2>\n");
        if (snapshots.isEmpty()) {
            html.append("<p>None: this page was made from a recorded timeline, without the video.</p>\n");
            return;
        }
        html.append("<p class=\"note\">As the model saw them; people in blue, what stood out most in orange.</p>\n")
                .append("<div class=\"pictures\">\n");
        for (Snapshot snapshot : snapshots) {
            String time = clock(snapshot.t());
            String badge = snapshot.kind().isEmpty() ? ""
                    : " <span class=\"badge " + snapshot.kind() + "\">" + snapshot.kind() + "</span>";
            html.append(format("<figure><img width=\"%d\" height=\"%d\" alt=\"picture at %s\" "
                    + "src=\"data:image/jpeg;base64,", snapshot.width(), snapshot.height(), time))
                    .append(Base64.getEncoder().encodeToString(snapshot.jpeg()))
                    .append(format("\"/><figcaption><b>%s</b> %.1f %%%s<br/>%s</figcaption></figure>\n", time,
                            snapshot.confidence(), badge, escaped(snapshot.why())));
        }
        html.append("</div>\n");
    }

    private void foot() {
        About about = timeline.about();
        html.append("<h2>How it was made</h2>\n<dl>\n");
        entry("length", clock(about.seconds()) + (about.framesPerSecond() > 0
                ? format(", %.4g pictures a second", about.framesPerSecond()) : ""));
        entry("looked at", about.sampling() + ", " + timeline.samples().size() + " in all");
        if (about.damaged() > 0) {
            entry("damaged", about.damaged() + " packets or pictures could not be decoded and were left out");
        }
        entry("rules", format("alert above %.1f, crime above %.1f for %.1f s, calm after %.1f s",
                about.thresholds().alert(), about.thresholds().crime(), about.thresholds().crimeSustain(),
                about.thresholds().clearAfter()));
        entry("judged by", about.detector());
        entry("model", about.model() + ", sha256 " + about.modelSha256());
        entry("video", "sha256 " + about.sha256());
        html.append("</dl>\n</body>\n</html>\n");
    }

    private void entry(String term, String words) {
        html.append("<dt>").append(term).append("</dt><dd>").append(escaped(words)).append("</dd>\n");
    }
}
