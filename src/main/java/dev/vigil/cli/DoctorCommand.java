package dev.vigil.cli;

import dev.vigil.config.Settings;
import dev.vigil.config.SettingsException;
import dev.vigil.config.SettingsFiles;
import dev.vigil.config.SettingsReader;
import dev.vigil.doctor.Doctor;
import dev.vigil.doctor.Finding;
import dev.vigil.time.TimeSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads the settings as the service does and prints what the doctor finds. */
@Command(name = "doctor", sortOptions = false,
        header = "Checks machine, disk, model, back end, cameras and sirens, and says what to do.",
        customSynopsis = "vigil doctor [options]",
        footer = {"", "Settings are those of the service: environment variables and config/application.properties.",
            "It logs in to the back end and the cameras once each and commands nothing: no siren sounds.",
            "", "Exit code: 0 nothing fails (there may be warnings), 1 something fails, 2 bad input."})
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--skip", paramLabel = "NAME", split = ",",
            description = "Leaves out some of machine, disk, model, backend, cameras.")
    private Set<String> skip = Set.of();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    @Override
    public Integer call() {
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        // What goes wrong is a finding, told once and in the table.
        root.setLevel(Level.OFF);
        try {
            return look();
        } finally {
            root.setLevel(before);
        }
    }

    private int look() {
        Settings settings;
        try {
            settings = new SettingsReader(SettingsFiles.config(Path.of(""))).read();
        } catch (SettingsException mistake) {
            print(Finding.failure("settings", mistake.getMessage(), "docs/operations.md lists them all"));
            return ExitCode.SOFTWARE;
        }
        Doctor doctor = new Doctor(settings, TimeSource.system());
        skip.stream().filter(name -> !doctor.names().contains(name)).findFirst().ifPresent(unknown -> {
            throw new ParameterException(spec.commandLine(), "--skip takes some of "
                    + String.join(", ", doctor.names()) + ", not '" + unknown + "'");
        });
        print(Finding.fine("settings", "can be read"));
        boolean well = doctor.look(skip, this::print);
        return well ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void print(Finding finding) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-5s %-12s %s%n", finding.state().word(), finding.subject(), finding.words());
        if (finding.state() != Finding.State.FINE && !finding.remedy().isBlank()) {
            out.printf("%-5s %-12s do: %s%n", "", "", finding.remedy());
        }
    }
}
