package io.danggol.local.cli;

import io.danggol.local.suite.Addresses;
import io.danggol.local.suite.DemoData;
import io.danggol.local.suite.Home;
import io.danggol.local.suite.LocalSuite;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// `up [--replicas N] [--at TIME]`
final class Up {
    private final Home home;
    private final Addresses addresses;

    Up(Home home, Addresses addresses) {
        this.home = home;
        this.addresses = addresses;
    }

    int run(List<String> arguments) throws IOException, SQLException, InterruptedException {
        var replicas = 1;
        var at = Optional.<Instant>empty();
        for (var i = 0; i < arguments.size(); i += 2) {
            var value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            switch (arguments.get(i)) {
                case "--replicas" -> replicas = replicas(value);
                case "--at" -> at = Optional.of(time(value));
                default -> throw new UsageException("up: unknown option '" + arguments.get(i) + "'");
            }
        }
        var reason = new LocalSuite(home, addresses, System.out, DemoData.wanted()).run(replicas, at);
        System.err.println("danggol: " + reason);
        return 1;
    }

    private static int replicas(String text) {
        if (!text.equals("1") && !text.equals("2")) {
            throw new UsageException("up: --replicas '" + text + "' (expected: 1 or 2)");
        }
        return Integer.parseInt(text);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new UsageException("up: --at '" + text + "' (expected: a time such as 2026-11-23T14:00:00+09:00)");
        }
    }
}
