package io.danggol.local.cli;

import io.danggol.local.process.JavaCommand;
import io.danggol.local.suite.Addresses;
import io.danggol.local.suite.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// `replay FILE …` and `bench NAME`: hands over to `deploy/bench`, in a JVM of its own.
final class Bench {
    private final Home home;
    private final Addresses addresses;

    Bench(Home home, Addresses addresses) {
        this.home = home;
        this.addresses = addresses;
    }

    int run(List<String> arguments) throws IOException, InterruptedException {
        return 0;
    }
}
