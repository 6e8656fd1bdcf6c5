package dev.vigil.stream;

/**
 * Notices by the key pictures alone that a camera is covered, frozen, defocused or looped. What it finds must have
 * lasted for a while, and must be far from what this camera shows in the long run: a false finding costs trust.
 */
final class TamperWatch {

    private static final double COVERED_SECONDS = 5;
    private static final double FROZEN_SECONDS = 20;
    private static final double DEFOCUSED_SECONDS = 10;
    /** Key pictures that must have been seen before their habits count, and over how many these are averaged. */
    private static final int LEAST_KNOWN = 10;
    private static final int LONG_RUN = 300;

    /** Spread of the cells below which nothing is to be seen, in steps of brightness. */
    private static final double FLAT = 3;
    /** Shares of the long run: of the spread, and of the detail. */
    private static final double COVERED_SPREAD = 0.35;
    private static final double COVERED_DETAIL = 0.25;
    private static final double DEFOCUSED_DETAIL = 0.3;
    private static final double DEFOCUSED_SPREAD = 0.6;
    /** Where there is less detail in the long run, as in fog or a sky, its loss says nothing. */
    private static final double LEAST_DETAIL = 2;
    /** One region in so many may stay sharp: a clock is drawn behind the lens. */
    private static final int SHARP_SHARE = 4;

    private final Recurrence recurrence = new Recurrence();
    private final SmallPicture before = new SmallPicture();
    private long known;
    private double spread;
    private double detail;
    /** Of each region, at its barest lately. */
    private final double[] barest = new double[SmallPicture.REGIONS];
    private final Lasting covered = new Lasting(COVERED_SECONDS);
    private final Lasting frozen = new Lasting(FROZEN_SECONDS);
    private final Lasting defocused = new Lasting(DEFOCUSED_SECONDS);
    private Tamper found;

    /** True for as long as something was the case, from some seconds on. */
    private static final class Lasting {

        private final double seconds;
        private long since;
        private boolean is;

        Lasting(double seconds) {
            this.seconds = seconds;
        }

        boolean now(boolean isNow, long nanos) {
            since = is && isNow ? since : nanos;
            is = isNow;
            return is && nanos - since >= seconds * 1e9;
        }
    }

    /**
     * Takes the next key picture.
     *
     * @param content a checksum of its packet
     * @return what is wrong with it; null where nothing is
     */
    Tamper key(SmallPicture picture, long content, long nanos) {
        if (!picture.comparable(before)) {
            known = 0;
        }
        boolean flat = picture.spread() < FLAT;
        boolean settled = known >= LEAST_KNOWN;
        boolean bare = flat || settled && picture.spread() < COVERED_SPREAD * spread
                && picture.detail() < COVERED_DETAIL * detail;
        boolean blurred = settled && !bare && detail > LEAST_DETAIL && picture.detail() < DEFOCUSED_DETAIL * detail
                && picture.spread() > DEFOCUSED_SPREAD * spread && isUnsharpAllOver(picture);
        boolean isCovered = covered.now(bare, nanos);
        boolean isFrozen = frozen.now(!flat && picture.same(before), nanos);
        boolean isDefocused = defocused.now(blurred, nanos);
        before.copy(picture);
        boolean isLooped = recurrence.add(content);
        found = isCovered ? Tamper.COVERED : isFrozen ? Tamper.FROZEN : isDefocused ? Tamper.DEFOCUSED
                : isLooped ? Tamper.LOOPED : null;
        if (!bare && !blurred) {
            known++;
            double share = 1.0 / Math.min(known, LONG_RUN);
            spread += share * (picture.spread() - spread);
            detail += share * (picture.detail() - detail);
            for (int i = 0; i < barest.length; i++) {
                barest[i] = Math.min(barest[i] + share * (picture.detail(i) - barest[i]), picture.detail(i));
            }
        }
        return found;
    }

    /**
     * Whether detail was lost wherever there always was some. When a crowd has left, a street has lost most of its
     * detail, and the walls behind are as sharp as ever.
     */
    private boolean isUnsharpAllOver(SmallPicture picture) {
        int told = 0;
        int sharp = 0;
        for (int i = 0; i < barest.length; i++) {
            if (barest[i] > LEAST_DETAIL) {
                told++;
                sharp += picture.detail(i) < DEFOCUSED_DETAIL * barest[i] ? 0 : 1;
            }
        }
        return told > 0 && sharp <= told / SHARP_SHARE;
    }
}
