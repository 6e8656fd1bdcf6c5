package dev.vigil.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the console's users: {@code name:role:bcrypt}, with white space between. */
final class ConsoleUsers {

    private static final Pattern USER = Pattern.compile(
            "(?<name>[^:\\s]{1,64}):(?<role>viewer|operator):(?<bcrypt>\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53})");

    private ConsoleUsers() {
    }

    /** @throws SettingsException which never tells what stands in the place of a hash: it may be a password */
    static List<Settings.User> parse(String text) {
        List<Settings.User> users = new ArrayList<>();
        for (String one : text.strip().split("\\s+")) {
            Matcher user = USER.matcher(one);
            if (!user.matches()) {
                throw SettingsException.wrong(Variable.VIGIL_CONSOLE_USERS, "has an entry, number " + (users.size() + 1)
                        + ", that is not name:role:bcrypt");
            }
            if (users.stream().anyMatch(other -> other.name().equals(user.group("name")))) {
                throw SettingsException.wrong(Variable.VIGIL_CONSOLE_USERS, "names " + user.group("name") + " twice");
            }
            users.add(new Settings.User(user.group("name"), user.group("role").equals("operator"),
                    user.group("bcrypt")));
        }
        return List.copyOf(users);
    }
}
