package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoseDecoderTest {

    private static final float EXACT = 1e-5f;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 12, 20})
    void findsTheSamePeopleAsTheFormulasWrittenOutForAnyNumberOfCandidates(int candidates) {
        Heads heads = Heads.random(candidates, 2, 32, 56);
        for (int frame = 0; frame < 2; frame++) {
            assertSamePeople(heads, frame, candidates, 0);
        }
    }

    @Test
    void findsTheSamePeopleAtTheModelsRealSize() {
        assertSamePeople(Heads.random(77, 1, 64, 112), 0, 12, 0);
    }

    @Test
    void aMinimumScoreHidesPeopleButDoesNotChangeTheOthers() {
        Heads heads = Heads.random(5, 1, 32, 56);
        assertTrue(assertSamePeople(heads, 0, 12, 0.45f) < assertSamePeople(heads, 0, 12, 0));
    }

    @Test
    void countsCellsThatAreNoPeaksAsZeroLikeTheGraphWhenPeaksAreFewerThanCandidates() {
        Heads heads = Heads.random(9, 1, 8, 8);
        assertSamePeople(heads, 0, 20, 0);
    }

    @Test
    void copesWithMoreCandidatesThanCells() {
        People people = decode(Heads.random(9, 1, 2, 3), 0, new PoseDecoder(50, 0), 12, 8);
        assertTrue(people.count() <= 6);
    }

    @Test
    void aBlackPictureHoldsNobody() {
        assertEquals(0, decode(new Heads(1, 16, 28), 0, new PoseDecoder(), 112, 64).count());
    }

    @Test
    void equalPeaksAreTakenInRowOrder() {
        Heads heads = new Heads(1, 16, 28);
        person(heads, 4, 20, 0.8f);
        person(heads, 4, 6, 0.8f);
        heads.poolCenter();
        People people = decode(heads, 0, new PoseDecoder(1, 0), 112, 64);
        assertEquals(1, people.count());
        assertEquals(6 / 28f, centre(people.get(0)), EXACT);
    }

    @Test
    void ofEquallyGoodPlacesForAKeypointTheFirstInRowOrderIsTaken() {
        Heads heads = new Heads(1, 16, 28);
        person(heads, 8, 14, 0.8f);
        heads.set("kpt_heatmap", 0, 0, 8, 14, 0);
        heads.set("kpt_heatmap", 0, 0, 8, 12, 0.9f);
        heads.set("kpt_heatmap", 0, 0, 8, 16, 0.9f);
        heads.set("kpt_heatmap", 0, 0, 10, 14, 0.9f);
        heads.poolCenter();
        Person person = decode(heads, 0, new PoseDecoder(), 112, 64).get(0);
        assertEquals(12 / 28f, person.keypointX[0], EXACT);
        assertEquals(8 / 16f, person.keypointY[0], EXACT);
    }

    @Test
    void aPersonWithAnEmptyBoxHasItsKeypointsAtTheOriginWithoutScoreOfItsOwn() {
        Heads heads = new Heads(1, 16, 28);
        person(heads, 8, 14, 0.8f);
        heads.set("box_scale", 0, 0, 8, 14, -3);
        heads.poolCenter();
        Person person = decode(heads, 0, new PoseDecoder(1, 0), 112, 64).get(0);
        assertEquals(0, person.score);
        assertEquals(0, person.keypointX[3]);
        assertEquals(0, person.keypointY[3]);
    }

    @Test
    void aKeypointTakesTheScoreOfTheNeighbourWhoseGuessIsNearer() {
        Heads heads = new Heads(1, 16, 28);
        person(heads, 8, 10, 0.9f);
        person(heads, 8, 16, 0.8f);
        for (int k = 0; k < 17; k++) {
            heads.set("kpt_heatmap", 0, k, 8, 10, 0);
            heads.set("kpt_heatmap", 0, k, 8, 16, 0);
            heads.set("kpt_heatmap", 0, k, 8, 13, 0.9f);
            heads.set("kpt_regress", 0, 2 * k + 1, 8, 10, 3);
        }
        heads.poolCenter();
        People people = decode(heads, 0, new PoseDecoder(2, 0), 112, 64);
        assertEquals(2, people.count());
        assertEquals(0.9f, people.get(0).keypointScore[0], EXACT);
        assertEquals(0.9f, people.get(1).keypointScore[0], EXACT);
    }

    @Test
    void placesAreFractionsOfThePictureNotOfTheLetterboxedInput() {
        Heads heads = new Heads(1, 64, 112);
        person(heads, 40, 50, 0.9f);
        heads.poolCenter();
        Person person = decode(heads, 0, new PoseDecoder(), 400, 252).get(0);
        assertEquals(50 * 4 / 400f, centre(person), EXACT);
        assertEquals(40 * 4 / 252f, (person.top + person.bottom) / 2, EXACT);
        assertEquals(50 * 4 / 400f, person.keypointX[7], EXACT);
        assertEquals(40 * 4 / 252f, person.keypointY[7], EXACT);
    }

    @Test
    void aBoxThatReachesIntoTheBlackEndsAtThePicturesEdge() {
        Heads heads = new Heads(1, 64, 112);
        person(heads, 60, 50, 0.9f);
        heads.poolCenter();
        assertEquals(1, decode(heads, 0, new PoseDecoder(), 448, 252).get(0).bottom);
    }

    @Test
    void oneBodySeenTwiceIsReportedOnceAsTheMoreCertainOne() {
        Heads heads = new Heads(1, 16, 28);
        person(heads, 8, 14, 0.7f);
        person(heads, 5, 14, 0.9f);
        heads.poolCenter();
        People people = decode(heads, 0, new PoseDecoder(), 112, 64);
        assertEquals(1, people.count());
        assertEquals(11 / 16f, people.get(0).bottom, EXACT);
    }

    @Test
    void readsNewNumbersFromTheSameOutputsAndForgetsTheOldPeople() {
        Heads heads = new Heads(1, 16, 28);
        person(heads, 8, 14, 0.7f);
        heads.poolCenter();
        PoseDecoder decoder = new PoseDecoder();
        People people = decoder.newPeople();
        decoder.decode(heads, 0, 112, 64, people);
        assertEquals(1, people.count());
        heads.set("center", 0, 0, 8, 14, 0);
        heads.poolCenter();
        decoder.decode(heads, 0, 112, 64, people);
        assertEquals(0, people.count());
        assertThrows(IndexOutOfBoundsException.class, () -> people.get(0));
    }

    @Test
    void refusesToLookForNobody() {
        assertThrows(IllegalArgumentException.class, () -> new PoseDecoder(0, 0));
    }

    /** A person whose box is 12 x 8 cells, whose keypoints all are guessed and seen at its centre. */
    private static void person(Heads heads, int y, int x, float peak) {
        heads.set("center", 0, 0, y, x, peak);
        heads.set("box_scale", 0, 0, y, x, 12);
        heads.set("box_scale", 0, 1, y, x, 8);
        for (int k = 0; k < 17; k++) {
            heads.set("kpt_heatmap", 0, k, y, x, 0.9f);
        }
    }

    private static float centre(Person person) {
        return (person.left + person.right) / 2;
    }

    private static People decode(Heads heads, int frame, PoseDecoder decoder, int width, int height) {
        People people = decoder.newPeople();
        decoder.decode(heads, frame, width, height, people);
        return people;
    }

    /** Compares with the written-out formulas, less what scores too low and duplicates; returns how many people. */
    private static int assertSamePeople(Heads heads, int frame, int candidates, float minScore) {
        List<LiteralDecode.Row> rows = LiteralDecode.decode(heads, frame, candidates).stream()
                .filter(row -> row.score() >= minScore)
                .sorted(Comparator.comparing(LiteralDecode.Row::score).reversed()).toList();
        rows = withoutDuplicates(rows);
        People people = decode(heads, frame, new PoseDecoder(candidates, minScore), heads.w * 4, heads.h * 4);
        assertFalse(rows.isEmpty(), "a test that compares nothing");
        assertEquals(rows.size(), people.count());
        for (int i = 0; i < rows.size(); i++) {
            LiteralDecode.Row row = rows.get(i);
            Person person = people.get(i);
            assertEquals(row.score(), person.score, EXACT);
            assertArrayEquals(new float[] {row.ymin(), row.xmin(), row.ymax(), row.xmax()},
                    new float[] {person.top, person.left, person.bottom, person.right}, EXACT);
            assertArrayEquals(row.y(), person.keypointY, EXACT);
            assertArrayEquals(row.x(), person.keypointX, EXACT);
            assertArrayEquals(row.s(), person.keypointScore, EXACT);
        }
        return rows.size();
    }

    private static List<LiteralDecode.Row> withoutDuplicates(List<LiteralDecode.Row> sorted) {
        List<LiteralDecode.Row> kept = new ArrayList<>();
        for (LiteralDecode.Row row : sorted) {
            if (kept.stream().noneMatch(other -> overlap(row, other) > 0.5f)) {
                kept.add(row);
            }
        }
        return kept;
    }

    private static float overlap(LiteralDecode.Row a, LiteralDecode.Row b) {
        float down = Math.max(0, Math.min(a.ymax(), b.ymax()) - Math.max(a.ymin(), b.ymin()));
        float across = Math.max(0, Math.min(a.xmax(), b.xmax()) - Math.max(a.xmin(), b.xmin()));
        float both = (a.ymax() - a.ymin()) * (a.xmax() - a.xmin()) + (b.ymax() - b.ymin()) * (b.xmax() - b.xmin());
        return down * across == 0 ? 0 : down * across / (both - down * across);
    }
}
