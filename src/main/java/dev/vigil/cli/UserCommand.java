package dev.vigil.cli;

import dev.vigil.config.Variable;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a user of the console: a line for {@link Variable#VIGIL_CONSOLE_USERS}, with the password's hash. */
@Command(name = "user", sortOptions = false, header = "Makes a user of the console.",
        description = {"Asks for the password, or reads it from the input's first line, and prints one user:",
            "an entry of VIGIL_CONSOLE_USERS, or a line of the file that VIGIL_CONSOLE_USERS_FILE names."},
        footer = {"", "Exit code: 0 done, 2 bad input, 1 a failure."})
final class UserCommand implements Callable<Integer> {

    private static final int COST = 12;
    private static final int SHORTEST = 10;
    /** bcrypt looks at no more. */
    private static final int LONGEST_BYTES = 72;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Whom it is for: no colon, no space.")
    private String name;

    @Option(names = "--operator", description = "May silence, mute and test sirens; otherwise one may only look.")
    private boolean operator;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        if (!name.matches("[^:\\s]{1,64}")) {
            throw new ParameterException(spec.commandLine(), "NAME must have no colon and no space");
        }
        String password = password();
        if (password.length() < SHORTEST || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw new ParameterException(spec.commandLine(), "the password must have at least " + SHORTEST
                    + " characters, and at most " + LONGEST_BYTES + " bytes");
        }
        spec.commandLine().getOut().println(name + ":" + (operator ? "operator" : "viewer") + ":"
                + BcryptUtil.bcryptHash(password, COST));
        return ExitCode.OK;
    }

    private static String password() throws IOException {
        Console terminal = System.console();
        if (terminal != null) {
            return new String(terminal.readPassword("Password: "));
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
