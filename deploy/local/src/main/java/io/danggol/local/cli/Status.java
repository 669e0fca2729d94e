package io.danggol.local.cli;

import io.danggol.local.process.Ports;
import io.danggol.local.suite.Home;
import io.danggol.local.suite.ProcessTable;
import io.danggol.local.suite.SuiteClock;
import java.io.IOException;
import java.time.Clock;

/// `status`: every process of the running suite and what the suite's clock reads.
final class Status {
    private final Home home;

    Status(Home home) {
        this.home = home;
    }

    /// @return 0 if everything runs, 1 if something does not, 3 if nothing was started
    int run() throws IOException {
        var table = new ProcessTable(home);
        var rows = table.rows();
        if (!table.claimed() || rows.isEmpty()) {
            System.out.println("not running");
            return 3;
        }
        var allUp = true;
        for (var row : rows) {
            var alive = row.process().isPresent();
            var open = Ports.open(row.port());
            var state = alive ? open ? "up" : "starting" : "dead";
            allUp &= alive && open;
            System.out.printf("%-18s %-9s process %-8d port %d%n", row.name(), state, row.pid(), row.port());
        }
        System.out.println(
                "clock              " + ClockCommand.reading(new SuiteClock(home.clock(), Clock.systemUTC())));
        return allUp ? 0 : 1;
    }
}
