package dev.vigil.inference.tensorrt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** What a shared library of Linux, 64 bits, gives to others: read off its file, so that nothing must be loaded. */
final class ElfSymbols {

    private static final int SECTION_OF_DYNAMIC_SYMBOLS = 11;
    private static final int SYMBOL_BYTES = 24;

    private ElfSymbols() {
    }

    /** Names that are defined in it. */
    static Set<String> defined(byte[] library) {
        ByteBuffer elf = ByteBuffer.wrap(library).order(ByteOrder.LITTLE_ENDIAN);
        if (elf.getInt(0) != 0x464c457f || elf.get(4) != 2) {
            throw new IllegalArgumentException("no 64-bit ELF file");
        }
        long sections = elf.getLong(0x28);
        int sectionBytes = elf.getShort(0x3a);
        int count = elf.getShort(0x3c);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            int section = (int) sections + i * sectionBytes;
            if (elf.getInt(section + 4) == SECTION_OF_DYNAMIC_SYMBOLS) {
                int strings = (int) sections + elf.getInt(section + 0x28) * sectionBytes;
                read(elf, (int) elf.getLong(section + 0x18), (int) elf.getLong(section + 0x20),
                        (int) elf.getLong(strings + 0x18), names);
            }
        }
        return names;
    }

    private static void read(ByteBuffer elf, int symbols, int bytes, int strings, Set<String> names) {
        for (int symbol = symbols; symbol < symbols + bytes; symbol += SYMBOL_BYTES) {
            boolean here = elf.getShort(symbol + 6) != 0;
            if (here) {
                int from = strings + elf.getInt(symbol);
                int to = from;
                while (elf.get(to) != 0) {
                    to++;
                }
                names.add(new String(elf.array(), from, to - from, StandardCharsets.US_ASCII));
            }
        }
    }
}
