package io.danggol.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// As whom a program runs: PostgreSQL refuses to run as root, as which containers and CI often run us.
public enum Account {
    /// As we do.
    OURS(List.of()),

    /// As nobody in a user namespace of its own, where it may yet use what is root's.
    NAMESPACE(List.of("unshare", "-U")),

    /// As nobody: where user namespaces are forbidden, as in many containers. Its files must be [given][#give] to it.
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private static final int NOBODY_ID = 65_534;

    private final List<String> through;

    Account(List<String> through) {
        this.through = through;
    }

    /// One that is not root: ours, if we are not.
    public static Account unprivileged() {
        if (!System.getProperty("user.name").equals("root")) return OURS;
        return succeeds("unshare", "-U", "true") ? NAMESPACE : NOBODY;
    }

    /// What a command is started through to run as this one.
    public List<String> through() {
        return through;
    }

    /// Makes it the owner of a folder and all that is in it, where it could not use them otherwise.
    public void give(Path folder) throws IOException {
        if (this != NOBODY) return;
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", NOBODY_ID);
                Files.setAttribute(file, "unix:gid", NOBODY_ID);
            }
        }
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
