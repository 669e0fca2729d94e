package io.danggol.local.cli;

import io.danggol.local.suite.Home;
import io.danggol.local.suite.ProcessTable;
import java.io.IOException;
import java.util.List;

/// `kill NAME`: ends one process as a crash would (SIGKILL), for drills.
final class Kill {
    private final ProcessTable table;

    Kill(Home home) {
        table = new ProcessTable(home);
    }

    int run(List<String> arguments) throws IOException {
        if (arguments.size() != 1) throw new UsageException("kill: expected one name");
        var name = arguments.getFirst();
        var rows = table.claimed() ? table.rows() : List.<ProcessTable.Row>of();
        if (rows.isEmpty()) throw new IllegalStateException("the suite does not run");
        var row = rows.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no process '" + name + "'; there are: "
                        + rows.stream().map(ProcessTable.Row::name).toList()));
        var process = row.process().orElseThrow(() -> new IllegalStateException(name + " is dead already"));
        process.destroyForcibly();
        System.out.println("killed " + name + " (process " + row.pid() + ")");
        return 0;
    }
}
