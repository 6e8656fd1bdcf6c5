package dev.vigil.rehearsal.rtsp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits an H.264 byte stream (Annex B) at its start codes. */
final class NalUnits {

    private NalUnits() {
    }

    static List<byte[]> of(byte[] annexB) {
        List<byte[]> units = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i + 2 < annexB.length; i++) {
            if (annexB[i] == 0 && annexB[i + 1] == 0 && annexB[i + 2] == 1) {
                add(units, annexB, begin, i);
                begin = i + 3;
                i += 2;
            }
        }
        add(units, annexB, begin, annexB.length);
        return units;
    }

    /** Zeros before a start code belong to the start code: a NAL unit never ends in one. */
    private static void add(List<byte[]> units, byte[] annexB, int begin, int end) {
        int last = end;
        while (begin >= 0 && last > begin && annexB[last - 1] == 0) {
            last--;
        }
        if (begin >= 0 && last > begin) {
            units.add(Arrays.copyOfRange(annexB, begin, last));
        }
    }
}
