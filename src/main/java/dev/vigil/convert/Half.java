package dev.vigil.convert;

/** IEEE 754 binary16, which Java has from 20 on. */
final class Half {

    private Half() {
    }

    /** The nearest half, ties to even; beyond 65504 infinity. */
    static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7fff_ffff;
        if (magnitude >= 0x7f80_0000) {
            return (short) (sign | 0x7c00 | (magnitude > 0x7f80_0000 ? 0x200 : 0));
        }
        if (magnitude < 0x3880_0000) {
            // Below the smallest normal half: whole multiples of 2^-24, rounded by Java's own rule, ties to even.
            return (short) (sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24));
        }
        int rounded = magnitude + 0xfff + (magnitude >>> 13 & 1);
        int half = (rounded >>> 13) - (127 - 15 << 10);
        return (short) (sign | Math.min(half, 0x7c00));
    }

    /** Exact. */
    static float toFloat(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude = switch (exponent) {
            case 0 -> fraction * 0x1p-24f;
            case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> Float.intBitsToFloat(exponent + 127 - 15 << 23 | fraction << 13);
        };
        return bits < 0 ? -magnitude : magnitude;
    }
}
