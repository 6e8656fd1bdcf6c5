package dev.vigil.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleUsersTest {

    private static final String HASH = "$2y$10$" + "a".repeat(53);

    @Test
    void readsUsersFromLinesAsWellAsFromOneLine() {
        List<Settings.User> users = List.of(new Settings.User("anna", true, HASH),
                new Settings.User("\u0639\u0644\u064a", false, HASH));
        for (String between : List.of(" ", "\n", "\r\n  ")) {
            assertEquals(users, ConsoleUsers.parse("anna:operator:" + HASH + between
                    + "\u0639\u0644\u064a:viewer:" + HASH + "\n"));
        }
    }

    @Test
    void whatIsNoUserIsToldByItsNumberAloneForItMayHoldAPassword() {
        for (String wrong : List.of("anna:operator:my-password", "anna:admin:" + HASH, "anna:" + HASH, ":viewer:" + HASH,
                "anna:operator:" + HASH + "x")) {
            String message = assertThrows(SettingsException.class,
                    () -> ConsoleUsers.parse("vera:viewer:" + HASH + " " + wrong)).getMessage();
            assertTrue(message.startsWith("VIGIL_CONSOLE_USERS has an entry, number 2"), message);
            assertFalse(message.contains("my-password"), message);
        }
    }

    @Test
    void twoOfOneNameAreRefusedAndHashesAreNotShown() {
        assertThrows(SettingsException.class,
                () -> ConsoleUsers.parse("anna:viewer:" + HASH + " anna:operator:" + HASH));
        assertFalse(new Settings.User("anna", true, HASH).toString().contains(HASH));
    }
}
