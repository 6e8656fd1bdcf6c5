package dev.vigil.rehearsal.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SceneTest {

    private static final double STEP = 1 / 15.0;

    @Test
    void theSameSeedAndTimeGiveTheSamePictureWhateverWasDrawnBefore() {
        Scene fresh = Scene.fight(25, 7);
        Scene used = Scene.fight(25, 7);
        used.draw(300);
        used.draw(3);
        assertArrayEquals(fresh.draw(34.2).clone(), used.draw(34.2));
    }

    @Test
    void anotherSeedOrAnotherTimeGiveAnotherPicture() {
        int[] picture = Scene.fight(25, 7).draw(34.2).clone();
        assertFalse(Arrays.equals(picture, Scene.fight(25, 8).draw(34.2)));
        assertFalse(Arrays.equals(picture, Scene.fight(25, 7).draw(34.3)));
    }

    @Test
    void theNextRoundHasTheSamePlanWithOtherPeople() {
        Scene scene = Scene.fight(25, 7);
        int[] first = scene.draw(34).clone();
        assertFalse(Arrays.equals(first, scene.draw(154)));
        assertEquals(List.of(new Span(30, 45), new Span(150, 165)), scene.fights(0, 160));
    }

    @Test
    void anEmptySceneStaysAsItIs() {
        Scene scene = Scene.empty(4);
        assertArrayEquals(scene.draw(1).clone(), scene.draw(50));
    }

    @Test
    void calmScenesHaveNoFights() {
        assertEquals(List.of(), Scene.busy(2).fights(0, 1000));
        assertEquals(List.of(), Scene.meeting(2).fights(0, 1000));
        assertEquals(List.of(), Scene.empty(2).fights(0, 1000));
    }

    @Test
    void asksForFightsAreExactAtTheEdges() {
        Scene scene = Scene.fight(25, 7);
        assertEquals(1, scene.fights(30, 30).size(), "the first moment belongs to it");
        assertEquals(0, scene.fights(45, 45).size(), "the end does not");
        assertEquals(0, scene.fights(0, 29.9).size());
    }

    @Test
    void fightersMoveMuchMoreThanPeopleWhoWalk() {
        Brawl brawl = new Brawl(new Motions.Spot(0, 7), 15, 3);
        Motion walking = Motions.go(new Motions.Spot(-3, 7), new Motions.Spot(3, 7), Motions.WALKING);
        assertTrue(restlessness(brawl.fighter(true), 15) > 2 * restlessness(walking, 4));
        assertTrue(restlessness(brawl.fighter(false), 15) > 2 * restlessness(walking, 4));
    }

    /** Mean change of arms and trunk, in radians a second. */
    private static double restlessness(Motion motion, double seconds) {
        Joint[] joints = {Joint.LEAN, Joint.TWIST, Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.ELBOW_L, Joint.ELBOW_R};
        double sum = 0;
        for (double at = 0; at + STEP < seconds; at += STEP) {
            Pose before = motion.at(at).pose();
            Pose after = motion.at(at + STEP).pose();
            for (Joint joint : joints) {
                sum += Math.abs(after.at(joint) - before.at(joint));
            }
        }
        return sum / seconds;
    }

    @Test
    void fightersStayAtArmsLength() {
        Brawl brawl = new Brawl(new Motions.Spot(0, 7), 15, 3);
        double sum = 0;
        int count = 0;
        for (double at = 0; at < 15; at += STEP) {
            Stance first = brawl.fighter(true).at(at);
            Stance second = brawl.fighter(false).at(at);
            double apart = Math.hypot(first.x() - second.x(), first.z() - second.z());
            assertTrue(apart > 0.4 && apart < 1.8, "apart " + apart + " m at " + at);
            sum += apart;
            count++;
        }
        assertTrue(sum / count > 0.4 * 1.75 && sum / count < 0.7 * 1.75, "on average " + sum / count + " m");
    }

    @Test
    void noPersonJumpsFromOnePictureToTheNext() {
        for (Script script : List.of(new FightScript(25, 1), new CalmScript(CalmScript.Kind.BUSY, 2),
            new CalmScript(CalmScript.Kind.MEETING, 3))) {
            for (Actor actor : script.cast(0)) {
                Optional<Stance> before = Optional.empty();
                for (double at = 0; at < script.length(); at += STEP) {
                    Optional<Stance> now = actor.at(at);
                    if (before.isPresent() && now.isPresent()) {
                        double way = Math.hypot(now.get().x() - before.get().x(), now.get().z() - before.get().z());
                        assertTrue(way < 0.35, "jumped " + way + " m at " + at + " of " + script);
                    }
                    before = now;
                }
            }
        }
    }

    @Test
    void peopleAreDrawnBetween85And200PixelsTall() {
        for (double z : new double[] {6.0, 8.9}) {
            double tall = View.pixelY(0, z) - View.pixelY(1.75, z);
            assertTrue(tall > 85 && tall < 200, tall + " pixels at " + z + " m");
        }
    }
}
