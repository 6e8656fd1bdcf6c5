package dev.vigil.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.replay.Timeline.Event;
import dev.vigil.replay.Timeline.Thresholds;
import dev.vigil.stream.Sampling;
import dev.vigil.time.TimeSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A drawn fight and a calm street through the real decoder, model and detector. */
class ReplayTest {

    private static final Thresholds USUAL = new Thresholds(50, 80, 2, 10);
    /** The two appear 1 s into the scene and strike first at 6 s. */
    private static final double FIRST_BLOW = 6;

    @TempDir
    static Path folder;

    private static Engine engine;
    private static Path fight;
    private static Replay.Result found;

    @BeforeAll
    static void replayTheFight() throws IOException {
        engine = new OnnxEngine(ModelBundle.load(Path.of("models/movenet-multipose")), 1, 2);
        fight = StreetFilm.write(folder.resolve("fight <1>.mp4"), Scene.fight(1, 7), 0, 14);
        found = replay(USUAL);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Replay.Result replay(Thresholds thresholds) throws IOException {
        return new Replay(engine, plan(thresholds)).run(fight, progress(new StringWriter()));
    }

    private static Replay.Plan plan(Thresholds thresholds) {
        return new Replay.Plan(Sampling.everyNth(3), thresholds, Instant.parse("2026-03-01T22:00:00Z"), List.of(), true,
                true);
    }

    private static Progress progress(StringWriter said) {
        Progress progress = new Progress(new PrintWriter(said), false, 1, TimeSource.system());
        progress.begin("film");
        return progress;
    }

    @Test
    void aStagedFightIsSuspectedInTimeAndConfirmedOnceItHasBegun() {
        List<Event> steps = found.timeline().events().stream().filter(one -> !one.kind().equals("updated")).toList();
        assertEquals("suspected", steps.get(0).kind(), steps::toString);
        assertEquals("confirmed", steps.get(1).kind(), steps::toString);
        assertTrue(steps.get(0).t() < FIRST_BLOW + 3, steps::toString);
        assertTrue(steps.get(1).t() > FIRST_BLOW && steps.get(1).t() < FIRST_BLOW + 10, steps::toString);
        assertTrue(steps.get(1).confidence() > 80);
        assertEquals("fighting", steps.get(1).type());
    }

    @Test
    void theTimelineSaysWhatWasSeenWhereAndFromWhat() {
        Timeline timeline = found.timeline();
        assertEquals(70, timeline.samples().size(), "every third of 210 pictures");
        assertEquals(3, timeline.samples().get(0).picture());
        assertEquals(2 / 15.0, timeline.samples().get(0).t(), 1e-3);
        Timeline.Sample inTheFight = timeline.samples().stream().filter(one -> one.t() > FIRST_BLOW + 4).findFirst()
                .orElseThrow();
        assertTrue(inTheFight.people().size() >= 2);
        assertEquals(51, inTheFight.people().get(0).keypoints().length);
        assertNotNull(inTheFight.box());
        assertEquals(15, timeline.about().framesPerSecond(), 0.1);
        assertEquals(14, timeline.about().seconds(), 0.1);
        assertEquals(engine.bundle().sha256(), timeline.about().modelSha256());
        assertEquals(0, timeline.about().damaged());
    }

    @Test
    void twoReplaysOfAFileAreIdenticalToTheLetter() throws IOException {
        Replay.Result again = replay(USUAL);
        assertEquals(TimelineFile.text(found.timeline()), TimelineFile.text(again.timeline()));
        assertEquals(Page.of(found.timeline(), found.snapshots()), Page.of(again.timeline(), again.snapshots()));
    }

    @Test
    void aRecordedTimelineGivesTheVeryIncidentsOfAReplayUnderThoseThresholds() throws IOException {
        Path file = folder.resolve("recorded.json");
        TimelineFile.write(found.timeline(), file);
        Timeline recorded = TimelineFile.read(file);
        assertEquals(TimelineFile.text(found.timeline()), TimelineFile.text(recorded.judgedBy(USUAL)));

        Thresholds others = new Thresholds(15, 35, 0.6, 2);
        Timeline replayed = replay(others).timeline();
        assertEquals(TimelineFile.text(replayed), TimelineFile.text(recorded.judgedBy(others)));
        assertNotEquals(found.timeline().events(), replayed.events());
    }

    @Test
    void thePageIsWellFormedAndNeedsNothingElse() throws Exception {
        String page = Page.of(found.timeline(), found.snapshots());
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
        assertEquals("fight <1>.mp4", document.getElementsByTagName("h1").item(0).getTextContent());
        assertEquals(0, document.getElementsByTagName("script").getLength());
        assertEquals(0, document.getElementsByTagName("link").getLength());
        assertFalse(Pattern.compile("https?:|url\\(|@import|\\bhref=").matcher(page).find());
        assertEquals(found.snapshots().size(), document.getElementsByTagName("img").getLength());
        for (int i = 0; i < found.snapshots().size(); i++) {
            Element image = (Element) document.getElementsByTagName("img").item(i);
            Matcher data = Pattern.compile("data:image/jpeg;base64,(.+)").matcher(image.getAttribute("src"));
            assertTrue(data.matches());
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data.group(1))));
            assertEquals(448, picture.getWidth());
            assertEquals(252, picture.getHeight());
        }
        assertEquals(found.timeline().events().size(),
                document.getElementsByTagName("tbody").item(0).getChildNodes().getLength() / 2);
    }

    @Test
    void thePagesPicturesShowEveryEventAndTheHighestConfidence() {
        for (Event event : found.timeline().events()) {
            assertTrue(found.snapshots().stream()
                    .anyMatch(one -> one.kind().equals(event.kind()) && one.t() >= event.t()), event::toString);
        }
        double highest = found.timeline().samples().stream().mapToDouble(Timeline.Sample::confidence).max()
                .orElseThrow();
        assertTrue(found.snapshots().stream().anyMatch(one -> one.confidence() == highest));
        List<Double> times = found.snapshots().stream().map(Snapshot::t).toList();
        List<Double> sorted = new ArrayList<>(times);
        sorted.sort(null);
        assertEquals(sorted, times);
    }

    @Test
    void labelledClipsAreScoredAndTheOneThatIsMissingIsTold() throws IOException {
        Path clips = Files.createDirectory(folder.resolve("clips"));
        StreetFilm.write(clips.resolve("a.mp4"), Scene.fight(1, 7), FIRST_BLOW, 5);
        StreetFilm.write(clips.resolve("b.mp4"), Scene.empty(3), 0, 5);
        Path csv = Files.writeString(clips.resolve("clips.csv"),
                "clip,label,source\na.mp4,fight,yard\nb.mp4,normal,street\nc.mp4,normal,street\n");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ReplayRun run = new ReplayRun(folder.resolve("scored"), new PrintWriter(out), new PrintWriter(err));
        run.clips(engine, plan(USUAL), ClipList.read(csv),
                new Progress(new PrintWriter(err), false, 3, TimeSource.system()));
        assertEquals(1, run.mistakes());
        assertTrue(err.toString().contains("vigil: " + clips.resolve("c.mp4") + ": there is no such file"),
                err::toString);
        assertTrue(out.toString().contains("2 clips: 1 fights, 1 normal"), out::toString);
        assertTrue(Pattern.compile("accuracy at ALERT 50.0 +1\\.000").matcher(out.toString()).find(), out::toString);
        assertTrue(Pattern.compile("AUC +1\\.000").matcher(out.toString()).find(), out::toString);
        assertTrue(out.toString().contains("0.0 alerts, 0.0 crimes"), out::toString);
        assertTrue(out.toString().contains("trained on are no fair test"), out::toString);
        assertTrue(Files.readString(folder.resolve("scored/scores.json")).contains("\"clip\" : \"b.mp4\""));
    }
}
