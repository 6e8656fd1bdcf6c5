package dev.vigil.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipListTest {

    @TempDir
    Path folder;
    private Path csv;

    @BeforeEach
    void name() {
        csv = folder.resolve("clips.csv");
    }

    @Test
    void clipsLieWhereTheListSeesThem() throws IOException {
        Files.writeString(csv,
                "clip,label,source\r\nfight/a b.mp4, Fight ,yard\r\n# a remark\r\n\r\n../c.mp4,normal\n");
        assertEquals(List.of(
                new ClipList.Clip("fight/a b.mp4", folder.resolve("fight/a b.mp4"), true, "yard"),
                new ClipList.Clip("../c.mp4", folder.resolve("../c.mp4"), false, "")), ClipList.read(csv));
    }

    @Test
    void theHeadingMayBeMissing() throws IOException {
        Files.writeString(csv, "a.mp4,1\nb.mp4,0");
        assertEquals(List.of(true, false), ClipList.read(csv).stream().map(ClipList.Clip::fight).toList());
    }

    @Test
    void aMistakeIsToldWithItsLine() throws IOException {
        assertEquals(csv + ": there is no such file", mistake());
        Files.writeString(csv, "clip,label\n");
        assertEquals(csv + ": lists no clip", mistake());
        Files.writeString(csv, "clip,label\na.mp4,fight\nb.mp4,funny\n");
        assertEquals(csv + ": line 3 must be labelled fight or normal, not 'funny'", mistake());
        Files.writeString(csv, "a.mp4\n");
        assertEquals(csv + ": line 1 must be clip,label or clip,label,source", mistake());
        Files.write(csv, new byte[] {'a', (byte) 0xff, (byte) 0xfe});
        assertEquals(csv + ": is not text in UTF-8", mistake());
    }

    private String mistake() {
        return assertThrows(IOException.class, () -> ClipList.read(csv)).getMessage();
    }
}
