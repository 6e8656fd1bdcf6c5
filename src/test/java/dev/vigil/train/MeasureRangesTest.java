package dev.vigil.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.convert.ConversionException;
import dev.vigil.rehearsal.SceneFilm;
import dev.vigil.rehearsal.scene.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureRangesTest {

    @TempDir
    Path folder;

    @Test
    void theClipsAreSpreadOverLabelsAndSourcesAndTheSameInAnyOrder() {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < 222; i++) {
            clips.add(new Clip(Path.of("c" + i), "c" + i, i % 3 == 0, "source" + i % 37));
        }
        List<Clip> chosen = MeasureRanges.chosen(clips);
        assertEquals(56, new HashSet<>(chosen).size());
        assertEquals(56 / 3.0, chosen.stream().filter(Clip::fight).count(), 1);
        Set<String> sources = chosen.stream().map(Clip::source).collect(Collectors.toSet());
        assertTrue(sources.size() >= 36, sources::toString);
        Collections.shuffle(clips, new Random(7));
        assertEquals(chosen, MeasureRanges.chosen(clips));
        assertEquals(3, MeasureRanges.chosen(clips.subList(0, 3)).size());
    }

    @Test
    void itMeasuresTheDefaultModelOnClipsOfAFolder() throws IOException {
        Path ranges = folder.resolve("ranges.yaml");
        SceneFilm.shoot(Scene.fight(1, 3), 2, folder.resolve("fight.h264"));
        Files.writeString(folder.resolve("clips.csv"), "clip,label,source\nfight.h264,fight,drawn\n");
        MeasureRanges.main(new String[] {folder.toString(), "models/movenet-multipose", ranges.toString()});
        List<String> lines = Files.readAllLines(ranges);
        List<String> committed = Files.readAllLines(Path.of("models/movenet-multipose-int8/ranges.yaml"));
        assertTrue(lines.contains("pictures: 2"), lines::toString);
        assertEquals(names(committed), names(lines));
        String relu6 = "  \"backbone\": [0, ";
        assertTrue(lines.stream().anyMatch(line -> line.startsWith(relu6)), lines::toString);
    }

    private static List<String> names(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("  ") || line.startsWith("model_sha256"))
                .map(line -> line.replaceAll(": \\[.*", "")).toList();
    }

    @Test
    void badInputIsOneLineAndWritesNothing() throws IOException {
        String message = assertThrows(ConversionException.class, () -> MeasureRanges.main(new String[] {null,
            "models/movenet-multipose", folder.resolve("ranges.yaml").toString()})).getMessage();
        assertEquals("no folder of clips is named: say -Ddata=FOLDER", message);
        assertMistake("there is no folder of clips " + folder.resolve("nowhere") + ": name one with -Ddata=FOLDER",
                folder.resolve("nowhere"));
        assertMistake("no clips.csv below " + folder, folder);
        Files.writeString(folder.resolve("clips.csv"), "clip,label,source\n");
        assertMistake("the lists of clips are empty", folder);
    }

    private void assertMistake(String expected, Path data) {
        Path ranges = folder.resolve("ranges.yaml");
        String message = assertThrows(ConversionException.class, () -> MeasureRanges.main(new String[] {
            data.toString(), "models/movenet-multipose", ranges.toString()})).getMessage();
        assertTrue(message.contains(expected) && message.lines().count() == 1, message);
        assertFalse(Files.exists(ranges));
    }
}
