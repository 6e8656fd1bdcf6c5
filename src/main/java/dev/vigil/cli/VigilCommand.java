package dev.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What commands there are; a new one is a class of its own, named here. */
@Command(name = "vigil", subcommands = {ReplayCommand.class, CalibrateCommand.class, DoctorCommand.class,
        EngineCommand.class, CapacityCommand.class, AuditCommand.class, UserCommand.class},
        description = "Watches cameras for crimes. Without a command it runs the service.")
final class VigilCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    /**
     * Runs the command that the arguments name.
     *
     * @return 0, 2 for bad input (told in one line), or 1 for a failure of ours
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new VigilCommand()).setOut(out).setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((mistake, given) -> {
                    err.println("vigil: " + mistake.getMessage().lines().findFirst().orElse("bad input") + " (see "
                            + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, given, parsed) -> {
                    if (!(failure instanceof IOException)) {
                        throw failure;
                    }
                    err.println("vigil: " + failure.getMessage());
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
