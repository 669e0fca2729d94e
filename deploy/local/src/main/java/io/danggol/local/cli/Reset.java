package io.danggol.local.cli;

import io.danggol.local.process.Folders;
import io.danggol.local.suite.Home;
import io.danggol.local.suite.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;

/// `reset`: removes all data, logs and secrets of the local suite; what was fetched and unpacked stays.
final class Reset {
    private final Home home;

    Reset(Home home) {
        this.home = home;
    }

    int run() throws IOException {
        if (new ProcessTable(home.footprint()).claimed()) {
            throw new IllegalStateException("bench footprint runs: end it first");
        }
        empty(home);
        System.out.println("emptied " + home.folder());
        return 0;
    }

    static void empty(Home home) throws IOException {
        if (new ProcessTable(home).claimed()) throw new IllegalStateException("the suite runs: end it first");
        for (var path : home.contents()) {
            if (Files.isDirectory(path)) Folders.delete(path);
            else Files.deleteIfExists(path);
        }
    }
}
