package dev.vigil.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserCommandTest {

    private final InputStream before = System.in;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void giveBack() {
        System.setIn(before);
    }

    private int user(String input, String... args) {
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        String[] all = new String[args.length + 1];
        all[0] = "user";
        System.arraycopy(args, 0, all, 1, args.length);
        return VigilCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    @Test
    void printsALineWithARightHashAndNoPassword() {
        assertEquals(0, user("correct-horse\n", "anna", "--operator"), err::toString);
        String line = out.toString().strip();
        assertTrue(line.matches("anna:operator:\\$2a\\$12\\$[./A-Za-z0-9]{53}"), line);
        assertTrue(BcryptUtil.matches("correct-horse", line.substring("anna:operator:".length())));
        assertFalse(line.contains("horse"));
    }

    @Test
    void aShortPasswordOrANameWithAColonIsOneLineAndExitCodeTwo() {
        assertEquals(2, user("short\n", "anna"));
        assertEquals(2, user("correct-horse\n", "an:na"));
        assertEquals("", out.toString());
        assertEquals(2, err.toString().lines().count());
    }
}
