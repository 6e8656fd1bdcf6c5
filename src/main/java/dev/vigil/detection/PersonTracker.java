package dev.vigil.detection;

import java.util.Arrays;

/**
 * Follows people from frame to frame, by time and not by frame count, so that it serves 1 to 15 frames a second.
 * People the model is sure of are matched first, less certain ones to the tracks that are left (the idea of ByteTrack);
 * the least certain only support a track that exists. A person may be out of sight for a second.
 *
 * <p>Matching is greedy: the most alike pair of track and person first, by overlap of the boxes, distance of their
 * centres and distance of their keypoints. Allocates nothing per frame.
 */
final class PersonTracker {

    /**
     * From here a person may begin a track. Tables and chairs score as much (0.12 to 0.21 were seen), so such a track
     * is not {@link Track#sure()}; but entangled people score little too: beginning at 0.25 instead took 0.05 off the
     * area under the ROC curve on real clips.
     */
    private static final float BEGIN_SCORE = 0.15f;
    private static final long LOST_AFTER_NANOS = 1_000_000_000L;
    /** How far a person may have come, in body lengths: at once, and per second. */
    private static final float REACH = 0.4f;
    private static final float REACH_PER_SECOND = 1.5f;
    /** Squared keypoint distance, in body lengths, at which two poses are half as alike. */
    private static final float POSE_SPREAD = 0.02f;

    private final int capacity;
    private final Track[] tracks;
    private int count;
    private long begun;
    private final boolean[] personTaken;
    private final boolean[] trackTaken;
    private final Pose candidate = new Pose();

    /** @param capacity the most people followed at once */
    PersonTracker(int capacity) {
        this.capacity = capacity;
        tracks = new Track[capacity];
        for (int i = 0; i < capacity; i++) {
            tracks[i] = new Track();
        }
        personTaken = new boolean[capacity];
        trackTaken = new boolean[capacity];
    }

    /** Takes the people of a newer frame; at most as many as the capacity, which is that of {@code people}. */
    void update(People people, long nanos) {
        forgetLost(nanos);
        Arrays.fill(personTaken, false);
        Arrays.fill(trackTaken, false);
        int followed = count;
        match(people, nanos, followed, Track.SURE_SCORE, Float.MAX_VALUE);
        match(people, nanos, followed, 0, Track.SURE_SCORE);
        for (int p = 0; p < people.count() && count < capacity; p++) {
            if (!personTaken[p] && people.get(p).score >= BEGIN_SCORE) {
                tracks[count++].begin(++begun, people.get(p), people.aspect(), nanos);
            }
        }
    }

    void reset() {
        count = 0;
    }

    /** People followed now, those out of sight for up to a second among them. */
    int count() {
        return count;
    }

    Track get(int i) {
        return tracks[i];
    }

    private void match(People people, long nanos, int followed, float fromScore, float belowScore) {
        while (true) {
            float best = 0;
            int bestTrack = -1;
            int bestPerson = -1;
            for (int p = 0; p < people.count(); p++) {
                float score = people.get(p).score;
                if (personTaken[p] || score < fromScore || score >= belowScore) {
                    continue;
                }
                candidate.set(people.get(p), people.aspect(), nanos);
                for (int t = 0; t < followed; t++) {
                    float alike = trackTaken[t] ? 0 : alike(tracks[t].pose(0), candidate);
                    if (alike > best) {
                        best = alike;
                        bestTrack = t;
                        bestPerson = p;
                    }
                }
            }
            if (bestTrack < 0) {
                return;
            }
            trackTaken[bestTrack] = true;
            personTaken[bestPerson] = true;
            tracks[bestTrack].extend(people.get(bestPerson), people.aspect(), nanos);
        }
    }

    /** How well the two may be one person: 0 when they cannot, up to 2. */
    private static float alike(Pose before, Pose now) {
        float size = Math.max(before.size(), now.size());
        float seconds = (now.nanos - before.nanos) / 1e9f;
        float reach = size * (REACH + REACH_PER_SECOND * seconds);
        float distance = before.centreDistance(now);
        if (distance >= reach) {
            return 0;
        }
        return before.overlap(now) + 0.5f * (1 - distance / reach) + 0.5f * poseAlike(before, now, size);
    }

    /** 1 when the keypoints that both show lie on each other, 0 when far apart or none is shown by both. */
    private static float poseAlike(Pose before, Pose now, float size) {
        float sum = 0;
        int common = 0;
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            if (before.sure(k) && now.sure(k)) {
                float dx = (now.x[k] - before.x[k]) / size;
                float dy = (now.y[k] - before.y[k]) / size;
                sum += POSE_SPREAD / (POSE_SPREAD + dx * dx + dy * dy);
                common++;
            }
        }
        return common == 0 ? 0 : sum / common;
    }

    private void forgetLost(long nanos) {
        int kept = 0;
        for (int t = 0; t < count; t++) {
            if (nanos - tracks[t].lastSeenNanos() <= LOST_AFTER_NANOS) {
                Track track = tracks[t];
                tracks[t] = tracks[kept];
                tracks[kept++] = track;
            }
        }
        count = kept;
    }
}
