package dev.vigil.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one life of the service said it decided and delivered. A decision is logged right after it was handed to the
 * outbox; the kernel has the line by then, so that a kill does not take it back.
 *
 * @param decided when each report was decided, in order
 * @param givenUp alerts of past incidents that were given up because the disk was short
 * @param delays  how long after its decision each report was settled as delivered, in milliseconds
 */
record ServiceLog(List<LocalTime> decided, int givenUp, List<Long> delays) {

    private static final Pattern DECIDED = Pattern.compile("^(\\d\\d:\\d\\d:\\d\\d\\.\\d{3}) \\w+ +camera \\d+ "
            + "('.*' (SUSPICION |now \\d+ % |CRIME |CLEARED )|had an open incident when the service ended)");
    private static final Pattern IN_TIME =
            Pattern.compile("camera \\d+ (?:alert|crime|stop) delivered, (\\d+) ms after the decision");
    private static final Pattern LATE = Pattern.compile("^(\\d\\d:\\d\\d:\\d\\d\\.\\d{3}) .*camera \\d+ "
            + "(?:alert|crime|stop) delivered late: it was decided at (\\S+Z)");
    private static final Pattern GIVEN_UP =
            Pattern.compile("the disk is short: (\\d+) alerts of incidents that have stopped were given up undelivered");
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    static ServiceLog of(Path file) throws IOException {
        List<LocalTime> decided = new ArrayList<>();
        List<Long> delays = new ArrayList<>();
        int givenUp = 0;
        for (String line : Files.readAllLines(file)) {
            Matcher decision = DECIDED.matcher(line);
            Matcher inTime = IN_TIME.matcher(line);
            Matcher late = LATE.matcher(line);
            Matcher thinned = GIVEN_UP.matcher(line);
            if (decision.find()) {
                decided.add(LocalTime.parse(decision.group(1)));
            } else if (inTime.find()) {
                delays.add(Long.parseLong(inTime.group(1)));
            } else if (late.find()) {
                delays.add(millis(Instant.parse(late.group(2)).atZone(ZoneId.systemDefault()).toLocalTime(),
                        LocalTime.parse(late.group(1))));
            } else if (thinned.find()) {
                givenUp += Integer.parseInt(thinned.group(1));
            }
        }
        return new ServiceLog(decided, givenUp, delays);
    }

    /** Over midnight too. */
    static long millis(LocalTime from, LocalTime to) {
        return Math.floorMod(Duration.between(from, to).toMillis(), DAY_MILLIS);
    }
}
