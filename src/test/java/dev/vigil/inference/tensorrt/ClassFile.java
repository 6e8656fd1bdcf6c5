package dev.vigil.inference.tensorrt;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a class calls and which of its own methods are native, read off its file (JVM specification, chapter 4). */
final class ClassFile {

    private static final int NATIVE = 0x0100;

    /** A method of a class, in the JVM's own words. */
    record Method(String owner, String name, String descriptor) {
    }

    private final Map<Integer, Object> constants = new HashMap<>();
    private final Set<Method> calls = new HashSet<>();
    private final Set<Method> natives = new HashSet<>();
    private final Set<Method> methods = new HashSet<>();
    private final String superclass;

    ClassFile(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                i += constant(in, i);
            }
            in.skipNBytes(2);
            String self = name(in.readUnsignedShort());
            int parent = in.readUnsignedShort();
            superclass = parent == 0 ? null : name(parent);
            in.skipNBytes(2L * in.readUnsignedShort());
            members(in, self, new HashSet<>(), new HashSet<>());
            members(in, self, methods, natives);
        }
        constants.values().stream().filter(int[].class::isInstance).map(int[].class::cast)
                .filter(reference -> reference.length == 3).forEach(reference -> {
                    int[] described = (int[]) constants.get(reference[1]);
                    calls.add(new Method(name(reference[0]), (String) constants.get(described[0]),
                            (String) constants.get(described[1])));
                });
    }

    /** @return how many places more than one it takes */
    private int constant(DataInputStream in, int place) throws IOException {
        int kind = in.readUnsignedByte();
        switch (kind) {
            case 1 -> constants.put(place, in.readUTF());
            case 7 -> constants.put(place, new int[] {in.readUnsignedShort()});
            case 12 -> constants.put(place, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
            // References to methods of classes and interfaces; the third number tells them from the pair above.
            case 10, 11 -> constants.put(place, new int[] {in.readUnsignedShort(), in.readUnsignedShort(), kind});
            case 8, 16, 19, 20 -> in.skipNBytes(2);
            case 15 -> in.skipNBytes(3);
            case 3, 4, 9, 17, 18 -> in.skipNBytes(4);
            case 5, 6 -> in.skipNBytes(8);
            default -> throw new IOException("constant of kind " + kind);
        }
        return kind == 5 || kind == 6 ? 1 : 0;
    }

    private String name(int ofClass) {
        return (String) constants.get(((int[]) constants.get(ofClass))[0]);
    }

    private void members(DataInputStream in, String self, Set<Method> all, Set<Method> ofThemNative)
            throws IOException {
        for (int count = in.readUnsignedShort(); count > 0; count--) {
            int flags = in.readUnsignedShort();
            Method method = new Method(self, (String) constants.get(in.readUnsignedShort()),
                    (String) constants.get(in.readUnsignedShort()));
            all.add(method);
            if ((flags & NATIVE) != 0) {
                ofThemNative.add(method);
            }
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                in.skipNBytes(2);
                in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
            }
        }
    }

    Set<Method> calls() {
        return calls;
    }

    Set<Method> methods() {
        return methods;
    }

    Set<Method> natives() {
        return natives;
    }

    /** Null for Object. */
    String superclass() {
        return superclass;
    }
}
