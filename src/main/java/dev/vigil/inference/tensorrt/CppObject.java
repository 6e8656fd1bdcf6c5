package dev.vigil.inference.tensorrt;

import org.bytedeco.cuda.cudart.cudaHostFn_t;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Deletes TensorRT's objects. They must be deleted by C++, and the presets have no way to it: close() and deallocate()
 * of what a createXxx() gave do nothing (javacpp-presets issue 1699). So it is done as a C++ compiler does it, on Linux
 * for x86 and ARM: the object begins with the address of its table of virtual functions, and one entry of that, which
 * takes the object, is the destructor that frees as well.
 */
final class CppObject {

    /** Of all that derives from INoCopy, whose only virtual functions are the two destructors. */
    static final int DELETING_DESTRUCTOR = 1;
    /** Of IParser, where they come after the six functions from parse() to clearErrors(). */
    static final int DELETING_DESTRUCTOR_OF_PARSER = 7;

    /** No object lies in the first page of memory. */
    private static final long FIRST_PAGE = 4096;

    private CppObject() {
    }

    /**
     * Whether a createXxx() gave an object. Without a GPU that works TensorRT makes none, and gives the address of a part
     * of it all the same: some hundred bytes behind null.
     */
    static boolean made(Pointer object) {
        return object != null && object.address() >= FIRST_PAGE;
    }

    static void delete(Pointer object) {
        delete(object, DELETING_DESTRUCTOR);
    }

    /** @param entry of the table of virtual functions */
    static void delete(Pointer object, int entry) {
        if (!made(object)) {
            return;
        }
        // A JavaCPP function pointer is the address of a struct that begins with the function's address.
        try (PointerPointer<Pointer> struct = new PointerPointer<>(4)) {
            Pointer table = new PointerPointer<>(object).get(0);
            struct.put(0, new PointerPointer<>(table).get(entry));
            new cudaHostFn_t(struct).call(object);
        }
        object.setNull();
    }
}
