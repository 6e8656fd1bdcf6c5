package dev.vigil.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.file.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the build step as a program, with an npm on its PATH that is ours and gives a package that is ours. */
class MakeModelTest {

    @TempDir
    Path folder;
    private Path bundle;
    private Path model;
    private Path cache;

    @BeforeEach
    void aProjectWithOneBundle() throws IOException {
        bundle = TinyModel.bundle(folder.resolve("models/tiny"));
        model = bundle.resolve("model.onnx");
        cache = folder.resolve("cache");
    }

    @Test
    void theModelIsMadeOnceFromAPackageThatIsFetchedOnce() throws Exception {
        npmGives(TinyModel.JSON, TinyModel.weights());
        Run first = make();
        assertEquals(0, first.exit, first.output);
        assertTrue(first.output.contains("fetching its source, once: npm package tiny@1.0.0"), first.output);
        byte[] made = Files.readAllBytes(model);

        assertEquals("", make().output, "a model that is in place is left alone, in silence");

        Files.delete(folder.resolve("bin/npm"));
        Files.delete(model);
        Run again = make();
        assertEquals(0, again.exit, again.output);
        assertArrayEquals(made, Files.readAllBytes(model), "made again from the cache, without npm");
    }

    @Test
    void aModelThatIsDamagedOrOfAnOlderBundleIsMadeAgain() throws Exception {
        npmGives(TinyModel.JSON, TinyModel.weights());
        make();
        byte[] made = Files.readAllBytes(model);
        Files.write(model, new byte[10]);
        assertTrue(make().output.contains("made"));
        assertArrayEquals(made, Files.readAllBytes(model));

        Path yaml = bundle.resolve("bundle.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("name: frames", "name: pictures"));
        assertTrue(make().output.contains("made"));
        assertFalse(Arrays.equals(made, Files.readAllBytes(model)));
    }

    @Test
    void aModelInWholeNumbersIsMadeOfTheOtherAndItsRanges() throws Exception {
        npmGives(TinyModel.JSON, TinyModel.weights());
        Path eight = Files.createDirectories(folder.resolve("models/tiny-int8"));
        Files.writeString(eight.resolve("bundle.yaml"),
                "file: model.onnx\nsource: {bundle: ../tiny, precision: int8}\n");
        Path ranges = eight.resolve("ranges.yaml");
        assertStopped(make(), ranges + " is missing");
        new Ranges("0".repeat(64), 1, 99, new TreeMap<>(Map.of("out", new Ranges.Range(0, 6)))).write(ranges);
        assertStopped(make(), ranges + " was measured on a model of sha256 " + "0".repeat(64) + ", but " + model);
        new Ranges(Sha256.of(model), 1, 99, new TreeMap<>(Map.of("other", new Ranges.Range(0, 6)))).write(ranges);
        assertStopped(make(), ranges + " has no range of out, which is in " + model);
        new Ranges(Sha256.of(model), 1, 99, new TreeMap<>(Map.of("out", new Ranges.Range(0, 6)))).write(ranges);
        Run run = make();
        assertEquals(0, run.exit, run.output);
        assertTrue(run.output.contains("tiny-int8: made " + eight.resolve("model.onnx")), run.output);
        byte[] made = Files.readAllBytes(eight.resolve("model.onnx"));
        assertEquals("", make().output);

        new Ranges(Sha256.of(model), 1, 99, new TreeMap<>(Map.of("out", new Ranges.Range(0, 5)))).write(ranges);
        assertEquals(0, make().exit);
        assertFalse(Arrays.equals(made, Files.readAllBytes(eight.resolve("model.onnx"))));
    }

    private static void assertStopped(Run run, String reason) {
        assertTrue(run.exit != 0 && run.output.contains(reason)
                && run.output.contains("./mvnw exec:java@ranges -Ddata=FOLDER"), run.output);
        assertFalse(run.output.contains("\tat "), "no stack trace: " + run.output);
    }

    @Test
    void withoutNpmOneLineSaysWhatToPutWhere() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        Run run = make();
        assertFailsByHand(run, "was not found on the PATH");
    }

    @Test
    void whenNpmFailsItsReasonIsPassedOn() throws Exception {
        npm("echo 'npm error code E404'; exit 1");
        assertFailsByHand(make(), "npm pack tiny@1.0.0 failed (exit 1): npm error code E404");
    }

    @Test
    void aPackageWithOtherBytesThanThePinnedOnesIsNotUsed() throws Exception {
        byte[] forged = TinyModel.weights();
        forged[0]++;
        npmGives(TinyModel.JSON, forged);
        assertFailsByHand(make(), "models/tiny.bin of the package is not the one that is pinned");
        assertFalse(Files.exists(cache.resolve("tiny/tiny.bin")));
    }

    @Test
    void theCacheLiesWhereTheUserWantsItElseWhereCachesLie() {
        Path home = Path.of("/home/me");
        assertEquals(Path.of("/a"), SourceCache.folder(Map.of("VIGIL_CACHE", "/a", "XDG_CACHE_HOME", "/b"), home));
        assertEquals(Path.of("/b/vigil"), SourceCache.folder(Map.of("XDG_CACHE_HOME", "/b"), home));
        assertEquals(Path.of("/home/me/.cache/vigil"), SourceCache.folder(Map.of("VIGIL_CACHE", ""), home));
    }

    private void assertFailsByHand(Run run, String reason) {
        assertTrue(run.exit != 0, run.output);
        assertTrue(run.output.contains(reason), run.output);
        assertTrue(run.output.contains("put models/tiny.json (sha256 " + Sha256.of(TinyModel.JSON.getBytes()) + ")")
                && run.output.contains("into " + cache.resolve("tiny")), run.output);
        assertFalse(run.output.contains("\tat "), "no stack trace: " + run.output);
        assertFalse(Files.exists(model));
    }

    private void npmGives(String json, byte[] weights) throws IOException {
        Path archive = folder.resolve("tiny-1.0.0.tgz");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(Files.newOutputStream(archive)))) {
            add(tar, "package/package.json", "{}".getBytes(StandardCharsets.UTF_8));
            add(tar, "package/models/tiny.json", json.getBytes(StandardCharsets.UTF_8));
            add(tar, "package/models/tiny.bin", weights);
        }
        npm("test \"$1 $2\" = 'pack tiny@1.0.0' && cp '" + archive + "' .");
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private void npm(String script) throws IOException {
        Path npm = Files.createDirectories(folder.resolve("bin")).resolve("npm");
        Files.writeString(npm, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
        Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run make() throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), MakeModel.class.getName(), bundle.getParent().toString())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        java.environment().put("PATH", folder.resolve("bin").toString());
        java.environment().put("VIGIL_CACHE", cache.toString());
        Process process = java.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the build step hangs: " + Files.readString(output));
        }
        return new Run(process.exitValue(), Files.readString(output));
    }

    private record Run(int exit, String output) {
    }
}
