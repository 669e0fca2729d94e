package io.danggol.bench.replay;

import java.nio.file.Path;
import java.util.List;

/// What `./danggol replay` was asked for.
///
/// @param keepTimes whether events keep their recorded times
/// @param customers percent of the users who are customers of the shop
record ReplayOptions(Path file, boolean keepTimes, int customers) {
    static final String USAGE = "replay FILE [--keep-times] [--customers[=PERCENT]]";

    private static final int DEFAULT_CUSTOMERS = 20;

    static ReplayOptions of(List<String> arguments) {
        Path file = null;
        var keepTimes = false;
        var customers = 0;
        for (var argument : arguments) {
            if (argument.equals("--keep-times")) keepTimes = true;
            else if (argument.equals("--customers")) customers = DEFAULT_CUSTOMERS;
            else if (argument.startsWith("--customers=")) customers = percent(argument);
            else if (argument.startsWith("--") || file != null) throw usage(argument);
            else file = Path.of(argument);
        }
        if (file == null) throw usage("no file");
        return new ReplayOptions(file, keepTimes, customers);
    }

    private static int percent(String argument) {
        try {
            return Integer.parseInt(argument.substring(argument.indexOf('=') + 1));
        } catch (NumberFormatException e) {
            throw usage(argument);
        }
    }

    private static IllegalArgumentException usage(String fault) {
        return new IllegalArgumentException(fault + " (usage: " + USAGE + ")");
    }
}
