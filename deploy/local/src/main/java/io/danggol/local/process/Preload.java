package io.danggol.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Loads classes before Maven may replace the files that they come from.
public final class Preload {
    private Preload() {}

    /// Loads every class of a folder of classes.
    public static void classes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var name = folder.relativize(file).toString();
                if (name.endsWith(".class") && !name.contains("-info")) load(name);
            }
        }
    }

    private static void load(String file) {
        var name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            Class.forName(name, false, Preload.class.getClassLoader());
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            // A class for others, such as the test resource, whose libraries we do not have.
        }
    }
}
