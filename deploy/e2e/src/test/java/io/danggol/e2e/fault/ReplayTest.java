package io.danggol.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.WithSuite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A recorded shop runs through the suite while its processes are killed, and the replay itself, too. The command
/// compares its table with a plain count over the file, and fails where they differ.
@Tag("fault")
@Order(Integer.MAX_VALUE - 3)
@WithSuite
class ReplayTest {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final int LINES = 2_500;
    private static final List<String> VICTIMS =
            List.of("tracking", "profile", "segment", "recommendation", "campaign", "postgresql", "redis", "kafka");

    @TempDir
    Path folder;

    @Test
    void killsChangeNothingInTheTable(RunningSuite suite) throws Exception {
        var file = RecordedShop.write(folder.resolve("shop.csv.gz"), 1, LINES);
        var command = new String[] {"replay", file.toString(), "--customers=30"};

        cutShort(suite.launch(command), "events: ");
        String struck;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replay = threads.submit(() -> suite.run(command));
            for (var victim : VICTIMS) suite.killAndAwait(victim, PATIENCE);
            struck = table(replay.get());
        }
        var again = table(suite.run(command));

        assertThat(again).isEqualTo(struck).contains("mails to those who agreed", "gross revenue USD");
    }

    /// Kills a command as soon as it has printed these words.
    private static void cutShort(Process command, String words) throws IOException {
        var printed = new StringBuilder();
        var output = command.inputReader(StandardCharsets.UTF_8);
        for (var next = output.read(); next >= 0; next = output.read()) {
            printed.append((char) next);
            if (printed.toString().endsWith(words)) {
                command.descendants().forEach(ProcessHandle::destroyForcibly);
                command.destroyForcibly();
                return;
            }
        }
        throw new AssertionError("ended:\n" + printed);
    }

    /// From its head on.
    private static String table(String printed) {
        var head = printed.lastIndexOf("file  ");
        assertThat(head).isPositive();
        return printed.substring(head);
    }
}
