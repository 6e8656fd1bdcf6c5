package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.detection.Figures.Figure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoseFightJudgeTest {

    private final PoseFightJudge judge = new PoseFightJudge();
    private final Scenes scenes = new Scenes();
    private double now;

    @ParameterizedTest
    @ValueSource(doubles = {3, 5, 10, 15})
    void aFightOfTwoClearFiguresIsSuspectedWithin1500MillisecondsAndCertainSoonAfter(double rate) {
        watch(4, rate, Figures.talking(0.7), Figures.talking(0.95));
        List<Assessment> fight = watch(8, rate, fighters());
        assertTrue(after(1.5, fight, rate).stream().allMatch(a -> a.confidence() > 50), fight.toString());
        assertTrue(after(3, fight, rate).stream().allMatch(a -> a.confidence() > 80), fight.toString());
        assertTrue(fight.stream().allMatch(a -> a.type() == CrimeType.FIGHTING));
    }

    @Test
    void calmReturnsWithinThreeSecondsOfTheFightsEnd() {
        watch(6, 5, fighters());
        List<Assessment> calm = watch(6, 5, Figures.standing(0.7), Figures.standing(0.95));
        assertTrue(after(3, calm, 5).stream().allMatch(a -> a.confidence() < 20), calm.toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 5, 15})
    void peopleWhoStandAndTalkStayFarBelowSuspicion(double rate) {
        assertBelow(35, watch(10, rate, Figures.talking(0.7), Figures.talking(0.85)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 5, 15})
    void walkersWhoPassEachOtherStayBelowSuspicion(double rate) {
        assertBelow(45, watch(6, rate, Figures.walking(0.2, 0.75), Figures.walking(1.5, -0.75)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.75, 2})
    void aSingleWalkerOrRunnerStaysBelowSuspicion(double speed) {
        assertBelow(45, watch(3, 5, Figures.walking(0.1, speed)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 5, 15})
    void aHuggingPairStaysBelowSuspicion(double rate) {
        assertBelow(35, watch(10, rate, Figures.hugging(0.8, 1), Figures.hugging(0.9, -1)));
    }

    @Test
    void anEmptySceneIsCalmAndSaysSoWithoutMakingWords() {
        List<Assessment> calm = watch(3, 5);
        assertBelow(5, calm);
        assertSame(calm.get(0).why(), calm.get(calm.size() - 1).why());
        assertNull(calm.get(0).box());
    }

    @Test
    void tellsWhyAndWhereInPictureFractions() {
        List<Assessment> fight = watch(5, 5, fighters());
        Assessment last = fight.get(fight.size() - 1);
        assertTrue(last.why().matches("two people 0\\.\\d body lengths apart, limb speed \\d\\.\\d lengths/s, "
                + "unrest for \\d\\.\\d s"), last.why());
        Box box = last.box();
        assertNotNull(box);
        assertTrue(box.left() > 0.2 && box.left() < 0.7 / Figures.ASPECT, box.toString());
        assertTrue(box.right() < 0.8 && box.right() > 0.95 / Figures.ASPECT, box.toString());
        assertTrue(box.top() > 0.3 && box.bottom() < 0.85, box.toString());
    }

    @Test
    void resetForgetsTheFight() {
        watch(5, 5, fighters());
        judge.reset();
        scenes.scene.reset();
        assertBelow(5, watch(0.1, 5, fighters()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static DoubleFunction<Figure>[] fighters() {
        return new DoubleFunction[] {Figures.fighting(0.7, 1, 0), Figures.fighting(0.95, -1, 0.4)};
    }

    /** Figures begin their movement at 0; the detector's time goes on. */
    @SafeVarargs
    private List<Assessment> watch(double seconds, double rate, DoubleFunction<Figure>... figures) {
        List<Assessment> all = new ArrayList<>();
        for (double t = 0; t < seconds; t += 1 / rate) {
            Figures.at(t, scenes.scene.people(), figures);
            all.add(judge.judge(scenes.show(now + t, Instant.EPOCH)));
        }
        now += seconds;
        return all;
    }

    private static List<Assessment> after(double seconds, List<Assessment> all, double rate) {
        return all.subList((int) Math.ceil(seconds * rate), all.size());
    }

    private static void assertBelow(double limit, List<Assessment> all) {
        for (Assessment assessment : all) {
            assertTrue(assessment.confidence() < limit, assessment.toString());
        }
    }
}
