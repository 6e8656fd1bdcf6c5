package dev.vigil.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolygonTest {

    private static final Polygon SQUARE = polygon(0.2, 0.2, 0.6, 0.2, 0.6, 0.6, 0.2, 0.6);
    /** A U that is open at the top. */
    private static final Polygon CONCAVE = polygon(0.1, 0.1, 0.3, 0.1, 0.3, 0.6, 0.7, 0.6, 0.7, 0.1, 0.9, 0.1, 0.9, 0.9,
            0.1, 0.9);

    @ParameterizedTest
    @CsvSource({"0.4, 0.4, 0.2", "0.25, 0.4, 0.05", "0.1, 0.4, -0.1", "0.7, 0.7, -0.14142", "0.2, 0.4, 0",
        "0.2, 0.2, 0", "0.6, 0.6, 0", "0.4, 0.6, 0"})
    void depthIsTheDistanceFromTheEdgeAndNoneOnIt(double x, double y, double depth) {
        assertEquals(depth, SQUARE.depth(x, y, 1), 1e-4);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.3, -0.2", "0.2, 0.3, 0.1", "0.8, 0.3, 0.1", "0.5, 0.8, 0.1", "0.5, 0.6, 0",
        "0.5, 0.05, -0.20616", "0.2, 0.1, 0", "0.5, 0.1, -0.2"})
    void theHollowOfAConcaveAreaIsOutside(double x, double y, double depth) {
        assertEquals(depth, CONCAVE.depth(x, y, 1), 1e-4);
    }

    @Test
    void depthIsMeasuredInPictureHeightsAcrossToo() {
        assertEquals(0.1, SQUARE.depth(0.25, 0.4, 2), 1e-9);
        assertEquals(0.2, SQUARE.depth(0.4, 0.4, 2), 1e-9);
    }

    @Test
    void theOrderOfTheCornersDoesNotMatter() {
        List<Polygon.Corner> reversed = new ArrayList<>(CONCAVE.corners());
        Collections.reverse(reversed);
        assertEquals(CONCAVE.depth(0.8, 0.3, 1.5), new Polygon(reversed).depth(0.8, 0.3, 1.5), 1e-12);
        assertEquals(CONCAVE.area(), new Polygon(reversed).area(), 1e-12);
    }

    @Test
    void whoStandsOnOrBeyondThePicturesBorderIsInAZoneThatReachesIt() {
        Polygon bottom = polygon(0.2, 0.7, 0.8, 0.7, 0.8, 1, 0.2, 1);
        assertEquals(0.3, bottom.depth(0.5, 1, 1), 1e-4);
        assertEquals(0.3, bottom.depth(0.5, 1.2, 1), 1e-4);
        assertTrue(bottom.depth(0.1, 1, 1) < 0);
        assertTrue(polygon(0, 0, 1, 0, 1, 1, 0, 1).depth(0, 0.5, 1) > 1, "the whole picture has no edge");
    }

    @Test
    void thicknessIsHalfTheWidthOfAStripAndNeverMoreThanWhatFitsInside() {
        assertEquals(0.025, polygon(0, 0.5, 1, 0.5, 1, 0.55, 0, 0.55).thickness(1), 2e-3);
        assertTrue(SQUARE.thickness(1) <= 0.2);
    }

    @Test
    void aBowTieAndATouchingSideCrossAndAConcaveAreaDoesNot() {
        assertTrue(polygon(0.1, 0.1, 0.9, 0.9, 0.9, 0.1, 0.1, 0.9).crossesItself());
        assertTrue(polygon(0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.5, 0.1, 0.1, 0.9).crossesItself());
        assertFalse(CONCAVE.crossesItself());
        assertFalse(polygon(0.1, 0.1, 0.9, 0.1, 0.5, 0.9).crossesItself());
    }

    static Polygon polygon(double... xy) {
        List<Polygon.Corner> corners = new ArrayList<>();
        for (int i = 0; i < xy.length; i += 2) {
            corners.add(new Polygon.Corner(xy[i], xy[i + 1]));
        }
        return new Polygon(corners);
    }
}
