package dev.vigil.cli;

import dev.vigil.audit.AuditCheck;
import dev.vigil.audit.AuditSeal;
import dev.vigil.camera.DecryptionException;
import dev.vigil.camera.EncryptionKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the options of {@code vigil audit} and hands over to the audit room. */
@Command(name = "audit", header = "The log of what Vigil saw, decided and did, and of what people did to it.")
final class AuditCommand implements Runnable {

    private static final Pattern WITNESS = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: audit verify");
    }

    /** One line: it holds, or where it is broken first. */
    @Command(name = "verify", sortOptions = false,
            header = "Says whether the log is as Vigil wrote it, or where it is broken first.",
            footer = {"", "With MODEL_ENCRYPTION_KEY (or MODEL_ENCRYPTION_KEY_FILE) in the environment seals are"
                    + " checked too; without, somebody who wrote the whole log anew is not found out.",
                "", "Exit code: 0 it holds, 1 it is broken, 2 there is none, or it cannot be read."})
    int verify(
            @Parameters(paramLabel = "FOLDER", arity = "0..1",
                    description = "The log. Default: audit in VIGIL_DATA.") Path folder,
            @Option(names = "--former-key", paramLabel = "FILE",
                    description = "Holds a MODEL_ENCRYPTION_KEY that was in use before. May be repeated.")
                    List<Path> former,
            @Option(names = "--witness", paramLabel = "N:SHA256",
                    description = "Entry N must be there with this hash, as Vigil's own log told it.")
                    String seen,
            @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.") boolean helped)
            throws IOException {
        Path log = folder != null ? folder
                : new Given(System.getenv()).path(null, "VIGIL_DATA", "data").resolve("audit");
        AuditCheck.Verdict verdict = AuditCheck.of(log, seals(former == null ? List.of() : former), witness(seen));
        spec.commandLine().getOut().println(verdict.words());
        return verdict.holds() ? 0 : 1;
    }

    private List<AuditSeal> seals(List<Path> former) throws IOException {
        Map<String, String> environment = System.getenv();
        List<AuditSeal> seals = new ArrayList<>();
        String present = environment.get("MODEL_ENCRYPTION_KEY");
        String file = environment.get("MODEL_ENCRYPTION_KEY_FILE");
        if (present != null && !present.isBlank()) {
            seals.add(seal(present, "MODEL_ENCRYPTION_KEY"));
        } else if (file != null && !file.isBlank()) {
            seals.add(seal(read(Path.of(file.strip())), file));
        }
        for (Path one : former) {
            seals.add(seal(read(one), one.toString()));
        }
        return seals;
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new IOException("the key in " + file + " cannot be read");
        }
    }

    private AuditSeal seal(String key, String where) {
        try {
            return new AuditSeal(EncryptionKey.parse(key));
        } catch (DecryptionException unusable) {
            throw new ParameterException(spec.commandLine(), where + " is no key: " + unusable.getMessage());
        }
    }

    private Optional<AuditCheck.Witness> witness(String seen) {
        if (seen == null) {
            return Optional.empty();
        }
        Matcher form = WITNESS.matcher(seen);
        if (!form.matches()) {
            throw new ParameterException(spec.commandLine(), "--witness takes N:SHA256, not '" + seen + "'");
        }
        return Optional.of(new AuditCheck.Witness(Long.parseLong(form.group(1)), form.group(2)));
    }
}
