package dev.vigil.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One constant of a TensorFlow.js graph: its shape and its bytes, little-endian, as the weights file holds them. */
record Weight(String name, int[] shape, Type type, ByteBuffer bytes) {

    /** How a number is stored. Half-precision weights need no scale: the value is the IEEE half itself. */
    enum Type {
        FLOAT16(2), FLOAT32(4), INT32(4);

        final int size;

        Type(int size) {
            this.size = size;
        }
    }

    static int count(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    float[] floats() {
        float[] values = new float[count(shape)];
        ByteBuffer data = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case FLOAT16 -> Half.toFloat(data.getShort());
                case FLOAT32 -> data.getFloat();
                case INT32 -> throw new ConversionException("constant " + name + " holds integers, not weights");
            };
        }
        return values;
    }

    /** Whether these are its numbers, all integers. */
    boolean holds(int... expected) {
        if (type != Type.INT32) {
            return false;
        }
        int[] values = new int[count(shape)];
        bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(values);
        return Arrays.equals(values, expected);
    }
}
