package dev.vigil.rehearsal.scene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws one person: a skeleton posed by forward kinematics and fleshed out with capsules. */
final class Figure {

    private static final double HIP_HALF = 0.095;
    private static final double SHOULDER_HALF = 0.185;
    private static final double TRUNK = 0.50;
    private static final double THIGH = 0.43;
    private static final double SHIN = 0.42;
    private static final double ANKLE_HEIGHT = 0.08;
    private static final double UPPER_ARM = 0.29;
    private static final double FOREARM = 0.25;

    private final Look look;
    private final List<Part> parts = new ArrayList<>();
    private Stance stance;
    private double cos;
    private double sin;

    Figure(Look look) {
        this.look = look;
    }

    /** A point or direction: right of the camera's axis, up, away from the camera; in metres. */
    private record Point(double x, double y, double z) {
        Point plus(Point direction, double length) {
            return new Point(x + direction.x * length, y + direction.y * length, z + direction.z * length);
        }

        Point mix(Point other, double share) {
            return new Point(x + (other.x - x) * share, y + (other.y - y) * share, z + (other.z - z) * share);
        }
    }

    private record Part(Point a, double ra, Point b, double rb, int colour) {
        double depth() {
            return View.depth((a.y + b.y) / 2, (a.z + b.z) / 2);
        }
    }

    void draw(Canvas canvas, Stance where) {
        stance = where;
        cos = Math.cos(where.heading());
        sin = Math.sin(where.heading());
        parts.clear();
        build();
        parts.sort(Comparator.comparingDouble(Part::depth).reversed());
        double ground = View.scale(0, where.z());
        canvas.shadow(View.pixelX(where.x(), 0, where.z()), View.pixelY(0, where.z()),
            0.48 * ground, 0.15 * ground, 0.55);
        for (Part part : parts) {
            canvas.capsule(
                View.pixelX(part.a.x, part.a.y, part.a.z), View.pixelY(part.a.y, part.a.z),
                part.ra * look.size() * look.bulk() * View.scale(part.a.y, part.a.z),
                View.pixelX(part.b.x, part.b.y, part.b.z), View.pixelY(part.b.y, part.b.z),
                part.rb * look.size() * look.bulk() * View.scale(part.b.y, part.b.z),
                part.colour);
        }
    }

    private void build() {
        double size = look.size();
        double height = Math.max(legHeight(Joint.HIP_L), legHeight(Joint.HIP_R));
        Point pelvis = new Point(stance.x(), size * height, stance.z());
        Point up = upwards(angle(Joint.LEAN));
        Point left = turned(Math.sin(angle(Joint.TWIST)), 0, Math.cos(angle(Joint.TWIST)));
        Point neck = pelvis.plus(up, TRUNK * size);
        Point hipLeft = turned(0, 0, 1);
        leg(pelvis.plus(hipLeft, HIP_HALF * size), Joint.HIP_L, 1);
        leg(pelvis.plus(hipLeft, -HIP_HALF * size), Joint.HIP_R, -1);
        arm(neck.plus(left, SHOULDER_HALF * size), Joint.SHOULDER_L, 1);
        arm(neck.plus(left, -SHOULDER_HALF * size), Joint.SHOULDER_R, -1);
        trunk(pelvis, neck, left, up);
        head(neck, up);
    }

    private double legHeight(Joint hip) {
        double swing = angle(hip);
        double straddle = Math.cos(stance.pose().at(after(hip, 2)));
        double knee = stance.pose().at(after(hip, 4));
        return ANKLE_HEIGHT + (THIGH * Math.cos(swing) + SHIN * Math.cos(swing - knee)) * straddle;
    }

    private void leg(Point hip, Joint joint, int side) {
        double size = look.size();
        double swing = angle(joint);
        double straddle = side * stance.pose().at(after(joint, 2));
        double bend = stance.pose().at(after(joint, 4));
        Point knee = hip.plus(limb(swing, straddle), THIGH * size);
        Point ankle = knee.plus(limb(swing - bend, straddle), SHIN * size);
        Point toe = ankle.plus(limb(swing - bend + Math.PI / 2 - 0.25, 0), 0.15 * size);
        part(hip, 0.088, knee, 0.062, look.trousers());
        part(knee, 0.062, ankle, 0.044, look.trousers());
        part(ankle, 0.048, toe, 0.040, look.shoes());
    }

    private void arm(Point shoulder, Joint joint, int side) {
        double size = look.size();
        double swing = angle(joint);
        double spread = stance.pose().at(after(joint, 2));
        double bend = stance.pose().at(after(joint, 4));
        double fold = stance.pose().at(after(joint, 6));
        Point elbow = shoulder.plus(limb(swing, side * spread), UPPER_ARM * size);
        Point wrist = elbow.plus(limb(swing + bend, side * (spread - fold)), FOREARM * size);
        Point hand = elbow.plus(limb(swing + bend, side * (spread - fold)), (FOREARM + 0.08) * size);
        part(shoulder, 0.062, elbow, 0.048, look.top());
        part(elbow, 0.047, wrist, 0.036, look.sleeves());
        part(wrist, 0.034, hand, 0.040, look.skin());
    }

    private void trunk(Point pelvis, Point neck, Point left, Point up) {
        Point chest = pelvis.mix(neck, 0.86);
        double size = look.size();
        part(pelvis.plus(left, 0.05 * size), 0.105, pelvis.plus(left, -0.05 * size), 0.105, look.trousers());
        Point waist = pelvis.plus(up, 0.06 * size);
        part(waist.plus(left, 0.05 * size), 0.100, chest.plus(left, 0.10 * size), 0.108, look.top());
        part(waist.plus(left, -0.05 * size), 0.100, chest.plus(left, -0.10 * size), 0.108, look.top());
        part(waist, 0.108, chest, 0.118, look.top());
    }

    private void head(Point neck, Point up) {
        double size = look.size();
        double nod = angle(Joint.LEAN) + angle(Joint.NOD);
        Point axis = upwards(nod);
        Point face = turned(Math.cos(nod), -Math.sin(nod), 0);
        Point chin = neck.plus(axis, 0.13 * size);
        Point brow = neck.plus(axis, 0.205 * size);
        Point crown = neck.plus(axis, 0.265 * size);
        part(neck.plus(up, -0.02 * size), 0.060, chin, 0.052, look.skin());
        part(chin.plus(face, 0.03 * size), 0.066, brow.plus(face, 0.035 * size), 0.080, look.skin());
        part(crown.plus(face, -0.045 * size), 0.092, crown.plus(face, -0.005 * size), 0.088, look.hair());
    }

    private void part(Point a, double ra, Point b, double rb, int colour) {
        parts.add(new Part(a, ra, b, rb, colour));
    }

    private double angle(Joint joint) {
        return stance.pose().at(joint);
    }

    private static Joint after(Joint joint, int places) {
        return Joint.values()[joint.ordinal() + places];
    }

    /** A limb's direction: swung forward from straight down, then to the left. */
    private Point limb(double swing, double leftwards) {
        return turned(Math.sin(swing), -Math.cos(swing) * Math.cos(leftwards), Math.cos(swing) * Math.sin(leftwards));
    }

    /** The direction of trunk or head: bent forward from straight up, then rolled to the left. */
    private Point upwards(double bent) {
        double roll = angle(Joint.ROLL);
        return turned(Math.sin(bent), Math.cos(bent) * Math.cos(roll), Math.cos(bent) * Math.sin(roll));
    }

    /** Body coordinates (forward, up, left) to the world's. */
    private Point turned(double forward, double up, double left) {
        return new Point(forward * cos - left * sin, up, forward * sin + left * cos);
    }
}
