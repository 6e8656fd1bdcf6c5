package dev.vigil.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    Path folder;

    @Test
    void aNewFileTakesTheOldOnesPlaceAndAWriteThatFailsHalfwayLeavesTheOldOneAlone() throws IOException {
        Path file = folder.resolve("facts.txt");
        WholeFile.write(file, "old");
        WholeFile.write(file, "n\u00e4chst");
        assertThrows(IOException.class, () -> WholeFile.write(file, out -> {
            out.write(new byte[200_000]);
            throw new IOException("the clip ended");
        }));
        assertEquals("n\u00e4chst", Files.readString(file));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void aFileIsNamedByItsContentHoweverItIsRead() throws IOException {
        Path file = folder.resolve("abc");
        WholeFile.write(file, "abc");
        String known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertEquals(known, Sha256.of(file));
        assertEquals(known, Sha256.of("abc".getBytes()));
        assertEquals(known, new Sha256().add("a".getBytes()).add("bc".getBytes()).hex());
    }
}
