package dev.vigil.detection;

import java.util.Arrays;

/**
 * Follows people from frame to frame, by time and not by frame count, so that it serves 1 to 15 frames a second.
 * After ByteTrack (Zhang et al., 2022): each track foretells where its person will be; people the model is sure of are
 * matched first, less certain ones then support the tracks that are left.
 *
 * <p>Matching is greedy: the most alike pair of track and person first, by overlap of the boxes, distance of their
 * centres (against how well the place could be foretold) and likeness of the poses. Somebody hidden for up to about
 * two seconds keeps the id; somebody who walked out of the picture is gone at once. Allocates nothing per frame.
 */
public final class PersonTracker {

    /**
     * From here a person may begin a track. Tables and chairs score as much (0.12 to 0.21 were seen), so such a track
     * is not {@link Track#sure()}; but entangled people score little too: beginning at 0.25 instead took 0.05 off the
     * area under the ROC curve on real clips.
     */
    private static final float BEGIN_SCORE = 0.15f;
    /** Whoever was not seen for longer is out of sight: still remembered, but no longer told of. */
    private static final long IN_SIGHT_NANOS = 1_000_000_000L;
    /** Two seconds, and room for the jitter of one frame a second. */
    private static final long REMEMBERED_NANOS = 2_250_000_000L;
    /** How far from the expected place a person may be: body lengths, and standard deviations of the expectation. */
    private static final double REACH = 0.4;
    private static final double REACH_SPREADS = 2;
    /** How far off the expected place says little even where it was well foretold, in body lengths. */
    private static final double PLACE_SPREAD = 0.08;
    /** Squared distance, in body lengths, at which a keypoint is half as alike. */
    private static final float POSE_SPREAD = 0.02f;
    /** A less certain person must overlap so much with the box that is expected. */
    private static final float SUPPORT_OVERLAP = 0.1f;
    /** A track that never was sure must be so much more alike: furniture beside a person must not take its place. */
    private static final double UNSURE_WEIGHT = 0.5;

    private final Track[] tracks;
    private int count;
    private int remembered;
    private long begun;
    private final boolean[] personTaken;
    private final Pose candidate = new Pose();

    /** @param capacity the most people in one frame; as many more are remembered */
    public PersonTracker(int capacity) {
        tracks = new Track[2 * capacity];
        for (int i = 0; i < tracks.length; i++) {
            tracks[i] = new Track();
        }
        personTaken = new boolean[capacity];
    }

    /** Takes the people of a newer frame; at most as many as the capacity. */
    public void update(People people, long nanos) {
        Arrays.fill(personTaken, false);
        match(people, nanos, Track.SURE_SCORE);
        match(people, nanos, 0);
        forget(people.aspect(), nanos);
        for (int p = 0; p < people.count(); p++) {
            if (!personTaken[p] && people.get(p).score >= BEGIN_SCORE) {
                free().begin(++begun, people.get(p), people.aspect(), nanos);
            }
        }
        putInSightFirst(nanos);
    }

    /** Forgets everybody; ids go on. */
    public void reset() {
        count = 0;
        remembered = 0;
    }

    /** People in sight, those not seen for up to a second among them. */
    public int count() {
        return count;
    }

    /** How many of them the model was ever sure of. */
    int sure() {
        int sure = 0;
        for (int i = 0; i < count; i++) {
            sure += tracks[i].sure() ? 1 : 0;
        }
        return sure;
    }

    /** Track {@code i}, 0 to {@link #count()} - 1, in the order in which they began; good until the next update. */
    public Track get(int i) {
        return tracks[i];
    }

    /** Gives the people from that score on to the tracks that are left. */
    private void match(People people, long nanos, float fromScore) {
        while (true) {
            double best = 0;
            Track bestTrack = null;
            int bestPerson = -1;
            for (int p = 0; p < people.count(); p++) {
                float score = people.get(p).score;
                if (personTaken[p] || score < fromScore) {
                    continue;
                }
                candidate.set(people.get(p), people.aspect(), nanos);
                for (int t = 0; t < remembered; t++) {
                    double alike = awaits(tracks[t], nanos) ? alike(tracks[t], candidate) : 0;
                    if (alike > best) {
                        best = alike;
                        bestTrack = tracks[t];
                        bestPerson = p;
                    }
                }
            }
            if (bestTrack == null) {
                return;
            }
            personTaken[bestPerson] = true;
            bestTrack.extend(people.get(bestPerson), people.aspect(), nanos);
        }
    }

    /** Whether that track is still to be given somebody in this frame. */
    private static boolean awaits(Track track, long nanos) {
        long unseen = nanos - track.lastSeenNanos();
        return unseen > 0 && unseen <= (track.sure() ? REMEMBERED_NANOS : IN_SIGHT_NANOS);
    }

    /** How well the two may be one person: 0 when they cannot, up to 2. */
    private static double alike(Track track, Pose now) {
        Pose before = track.pose(0);
        float size = Math.max(before.size(), now.size());
        double x = track.course.xAt(now.nanos);
        double y = track.course.yAt(now.nanos);
        double off = Math.hypot(now.centreX() - x, now.centreY() - y);
        if (off >= size * REACH + REACH_SPREADS * track.course.spreadAt(now.nanos, size)) {
            return 0;
        }
        float byX = (float) x - before.centreX();
        float byY = (float) y - before.centreY();
        float overlap = before.overlap(now, byX, byY);
        if (now.score < Track.SURE_SCORE && overlap < SUPPORT_OVERLAP) {
            return 0;
        }
        double place = placeAlike(off / size, track.course.spreadAt(now.nanos, size) / size);
        double pose = poseAlike(before, byX, byY, now, size);
        return (track.sure() ? 1 : UNSURE_WEIGHT) * (overlap + 0.5 * place + 0.5 * pose);
    }

    /** 1 on the expected place, less the further off and the less was known of it; both in body lengths. */
    private static double placeAlike(double off, double known) {
        double spread = Math.hypot(known, PLACE_SPREAD);
        return PLACE_SPREAD / spread / (1 + off * off / (spread * spread));
    }

    /** 1 when the keypoints that both show lie on each other, 0 when far apart or none is shown by both. */
    private static float poseAlike(Pose before, float byX, float byY, Pose now, float size) {
        float sum = 0;
        int common = 0;
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            if (before.sure(k) && now.sure(k)) {
                float dx = (now.x[k] - before.x[k] - byX) / size;
                float dy = (now.y[k] - before.y[k] - byY) / size;
                sum += POSE_SPREAD / (POSE_SPREAD + dx * dx + dy * dy);
                common++;
            }
        }
        return common == 0 ? 0 : sum / common;
    }

    /** Drops who was not seen for too long, and who must have walked out of the picture. */
    private void forget(float aspect, long nanos) {
        int kept = 0;
        for (int t = 0; t < remembered; t++) {
            Track track = tracks[t];
            long unseen = nanos - track.lastSeenNanos();
            if (unseen == 0 || unseen <= REMEMBERED_NANOS && !track.course.outside(aspect, nanos)) {
                tracks[t] = tracks[kept];
                tracks[kept++] = track;
            }
        }
        remembered = kept;
    }

    /** A track to begin: one that is not in use, else that of whoever was not seen for longest. */
    private Track free() {
        if (remembered < tracks.length) {
            return tracks[remembered++];
        }
        Track longestUnseen = tracks[0];
        for (Track track : tracks) {
            if (track.lastSeenNanos() - longestUnseen.lastSeenNanos() < 0) {
                longestUnseen = track;
            }
        }
        return longestUnseen;
    }

    /** Orders the tracks: those in sight first, then by age. */
    private void putInSightFirst(long nanos) {
        count = 0;
        for (int t = 0; t < remembered; t++) {
            Track track = tracks[t];
            boolean inSight = inSight(track, nanos);
            count += inSight ? 1 : 0;
            int place = t;
            while (place > 0 && precedes(track, inSight, tracks[place - 1], nanos)) {
                tracks[place] = tracks[place - 1];
                place--;
            }
            tracks[place] = track;
        }
    }

    private static boolean precedes(Track one, boolean inSight, Track other, long nanos) {
        return inSight == inSight(other, nanos) ? one.id() < other.id() : inSight;
    }

    private static boolean inSight(Track track, long nanos) {
        return nanos - track.lastSeenNanos() <= IN_SIGHT_NANOS;
    }
}
