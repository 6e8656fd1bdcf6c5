package dev.vigil.replay;

import dev.vigil.detection.Box;
import dev.vigil.incident.IncidentRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that a replay found in one video. Times {@code t} are seconds since its first picture.
 *
 * @param samples what was seen in each picture that was looked at
 * @param events  what became of it under the thresholds of {@code about}
 */
public record Timeline(About about, List<Sample> samples, List<Event> events) {

    /**
     * Where it comes from.
     *
     * @param video      the file's name
     * @param sha256     of the file
     * @param start      the wall time that its first picture is said to be of
     * @param seconds    how long it is: the time of the last picture looked at, or longer where the file says so
     * @param sampling   which pictures were looked at, in words
     * @param model      the model bundle's name
     * @param modelSha256 of its file
     * @param detector   what judged
     * @param damaged    packets and pictures that could not be decoded
     */
    public record About(String video, String sha256, Instant start, double seconds, double framesPerSecond,
                        String sampling, String model, String modelSha256, String detector, long damaged,
                        Thresholds thresholds) {

        About with(Thresholds others) {
            return new About(video, sha256, start, seconds, framesPerSecond, sampling, model, modelSha256, detector,
                    damaged, others);
        }
    }

    /** The settings of the incident rules that a user sets, in percent and seconds. */
    public record Thresholds(double alert, double crime, double crimeSustain, double clearAfter) {

        /** @throws IllegalArgumentException in one line, where one of them is out of its range */
        public IncidentRules rules() {
            return IncidentRules.of(alert, crime, seconds(crimeSustain), seconds(clearAfter));
        }

        private static Duration seconds(double value) {
            return Duration.ofMillis(Math.round(value * 1000));
        }
    }

    /**
     * One assessment.
     *
     * @param picture    its number in the file, from 1
     * @param confidence 0 to 100
     * @param type       as on the wire, such as {@code fighting}
     * @param box        what stands out, as fractions of the picture; null where nothing does
     * @param lag        how late the judge believes, in seconds; see {@link dev.vigil.detection.Assessment}
     */
    public record Sample(double t, long picture, double confidence, String type, String why, Box box,
                         List<Body> people, double lag) {

        /** A sample of a judge that believes at once. */
        public Sample(double t, long picture, double confidence, String type, String why, Box box,
                      List<Body> people) {
            this(t, picture, confidence, type, why, box, people, 0);
        }
    }

    /**
     * A person, in fractions of the picture.
     *
     * @param keypoints x, y and score of each of 17, or null where they were not asked for
     */
    public record Body(float score, Box box, float[] keypoints) {
    }

    /**
     * A step in an incident's life.
     *
     * @param kind       suspected, updated, confirmed or cleared
     * @param incident   its number in this video, from 1
     * @param confidence 0 to 100: of the assessment, or the mean that was confirmed; null where it was cleared
     * @param from       when the activity began, where it was suspected or confirmed, else null
     */
    public record Event(double t, String kind, long incident, Double confidence, String type, Double from,
                        String why) {

        static final String SUSPECTED = "suspected";
        static final String UPDATED = "updated";
        static final String CONFIRMED = "confirmed";
        static final String CLEARED = "cleared";
    }

    /** The same samples judged by other thresholds: no video and no model is needed. */
    public Timeline judgedBy(Thresholds thresholds) {
        IncidentRun run = new IncidentRun(thresholds.rules(), about.start());
        samples.forEach(run::accept);
        return new Timeline(about.with(thresholds), samples, run.events());
    }
}
