package dev.vigil.detection;

import java.util.function.DoubleFunction;

/** Stick figures in front of a 16:9 camera, each a function of time, that the model would see without any error. */
final class Figures {

    static final float ASPECT = 16 / 9f;
    /** Height of every figure, in picture heights. */
    static final double TALL = 0.4;
    private static final double FEET = 0.8;

    /** Where limbs are, in body lengths from where they hang; x grows to the right. */
    record Limbs(double leftWristX, double leftWristY, double rightWristX, double rightWristY,
                 double leftFootX, double rightFootX, double lean, double crouch) {
    }

    /** One figure: its middle in picture heights and its limbs. */
    record Figure(double x, Limbs limbs, float score) {
    }

    private Figures() {
    }

    static DoubleFunction<Figure> standing(double x) {
        return t -> new Figure(x, new Limbs(0.01 * Math.sin(2 * t), 0, 0, 0.01 * Math.sin(3 * t), 0, 0, 0, 0), 0.5f);
    }

    /** Gestures with one hand, as talkers do. */
    static DoubleFunction<Figure> talking(double x) {
        return t -> new Figure(x, new Limbs(0, 0, 0.05 * Math.sin(4 * t), -0.08 - 0.05 * Math.sin(3 * t),
                0, 0, 0, 0), 0.5f);
    }

    /** Walks with a natural stride; speed in body lengths a second, negative to the left. */
    static DoubleFunction<Figure> walking(double from, double speed) {
        return t -> {
            double swing = Math.sin(2 * Math.PI * t * Math.abs(speed) / 0.85);
            return new Figure(from + TALL * speed * t, new Limbs(-0.1 * swing, 0, 0.1 * swing, 0,
                    0.2 * swing, -0.2 * swing, 0, 0), 0.5f);
        };
    }

    /** Arms round the other, swaying a little. */
    static DoubleFunction<Figure> hugging(double x, int towards) {
        return t -> new Figure(x, new Limbs(0.2 * towards, -0.2, 0.2 * towards, -0.25, 0, 0,
                0.05 * towards + 0.01 * Math.sin(2 * t), 0), 0.45f);
    }

    /** Punches with both hands at uneven times, ducks and staggers, but stays about. */
    static DoubleFunction<Figure> fighting(double x, int towards, double phase) {
        return t -> {
            double u = t + phase;
            double left = Math.max(0, Math.sin(9 * u)) * (0.7 + 0.3 * Math.sin(2.3 * u));
            double right = Math.max(0, Math.sin(9 * u + 2.6)) * (0.7 + 0.3 * Math.sin(3.1 * u));
            return new Figure(x + 0.05 * TALL * Math.sin(3.7 * u), new Limbs(0.4 * towards * left, -0.35,
                    0.4 * towards * right, -0.35, 0.12 * Math.sin(4.3 * u), 0.12 * Math.sin(3.9 * u + 1),
                    0.1 * Math.sin(5.1 * u), 0.08 * Math.abs(Math.sin(4.7 * u))), 0.5f);
        };
    }

    /** Fills {@code people} with the figures as they are at that second. */
    @SafeVarargs
    static void at(double seconds, People people, DoubleFunction<Figure>... figures) {
        people.clear(ASPECT);
        for (DoubleFunction<Figure> figure : figures) {
            draw(figure.apply(seconds), people.add());
        }
        people.sortByScore();
    }

    static void draw(Figure figure, Person person) {
        Limbs l = figure.limbs;
        double[] x = new double[Person.KEYPOINTS];
        double[] y = new double[Person.KEYPOINTS];
        for (int k = 0; k < 5; k++) {
            x[k] = l.lean + 0.02 * (k - 2);
            y[k] = 0.07 + l.crouch;
        }
        for (int side = 0; side < 2; side++) {
            double out = side == 0 ? -1 : 1;
            double wristX = side == 0 ? l.leftWristX : l.rightWristX;
            double wristY = side == 0 ? l.leftWristY : l.rightWristY;
            double footX = side == 0 ? l.leftFootX : l.rightFootX;
            set(x, y, 5 + side, out * 0.1 + l.lean, 0.2 + l.crouch);
            set(x, y, 7 + side, out * 0.12 + l.lean + wristX / 2, 0.35 + l.crouch + wristY / 2);
            set(x, y, 9 + side, out * 0.13 + l.lean + wristX, 0.5 + l.crouch + wristY);
            set(x, y, 11 + side, out * 0.07, 0.52 + l.crouch);
            set(x, y, 13 + side, out * 0.07 + footX / 2, 0.75 + l.crouch / 2);
            set(x, y, 15 + side, out * 0.07 + footX, 0.97);
        }
        person.score = figure.score;
        person.left = person.top = 1;
        person.right = person.bottom = 0;
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            person.keypointX[k] = (float) ((figure.x + x[k] * TALL) / ASPECT);
            person.keypointY[k] = (float) (FEET - TALL + y[k] * TALL);
            person.keypointScore[k] = 0.6f;
            person.left = Math.max(0, Math.min(person.left, person.keypointX[k] - 0.01f));
            person.right = Math.min(1, Math.max(person.right, person.keypointX[k] + 0.01f));
            person.top = Math.max(0, Math.min(person.top, person.keypointY[k] - 0.03f));
            person.bottom = Math.min(1, Math.max(person.bottom, person.keypointY[k] + 0.01f));
        }
    }

    private static void set(double[] x, double[] y, int keypoint, double atX, double atY) {
        x[keypoint] = atX;
        y[keypoint] = atY;
    }
}
