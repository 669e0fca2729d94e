package io.danggol.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.danggol.local.process.Child;
import io.danggol.local.process.Wait;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private ProcessTable table;
    private Supervisor supervisor;

    @BeforeEach
    void claim() throws IOException {
        table = new ProcessTable(new Home(folder, folder));
        assertThat(table.claim()).isTrue();
        supervisor = new Supervisor(table, new PrintStream(console, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void end() {
        supervisor.end();
    }

    @Test
    void aKilledPartIsStartedAgainAndNamed() throws IOException {
        supervisor.start(List.of(part("sleeper", "sleep 1000")));
        var first = onlyRow();

        first.process().orElseThrow().destroyForcibly();

        Wait.until(
                "a new process",
                PATIENCE,
                () -> rows().size() == 1 && rows().getFirst().pid() != first.pid());
        assertThat(console.toString(StandardCharsets.UTF_8)).contains("sleeper died; starting it again (1 of 5)");
    }

    @Test
    void theSixthDeathEndsAll() throws IOException {
        supervisor.start(List.of(part("sleeper", "sleep 1000")));
        var seen = -1L;

        for (var death = 1; death <= 6; death++) {
            var last = seen;
            Wait.until("a living process", PATIENCE, () -> rows().getFirst().pid() != last);
            seen = onlyRow().pid();
            ProcessHandle.of(seen).orElseThrow().destroyForcibly();
        }

        assertThat(supervisor.awaitFailure()).isEqualTo("sleeper died 6 times within ten minutes, see its log");
    }

    @Test
    void whatDoesNotBecomeReadyAgainIsEndedBeforeTheNextStart() throws IOException {
        var ready = new AtomicBoolean(true);
        var second = Duration.ofSeconds(1);
        supervisor.start(List.of(new Part("slow", 1, () -> child("slow", "sleep 1000"), ready::get, "TERM", second)));
        var first = onlyRow().pid();
        ready.set(false);

        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        Wait.until("a second start", PATIENCE, () -> rows().getFirst().pid() != first);
        var next = onlyRow().pid();
        Wait.until("a third start", PATIENCE, () -> rows().getFirst().pid() != next);

        assertThat(ProcessHandle.of(next)).isEmpty();
    }

    @Test
    void endLeavesNothingRunning() throws IOException {
        supervisor.start(List.of(part("first", "sleep 1000"), part("second", "sleep 1000")));
        var processes = rows();

        supervisor.end();

        assertThat(processes).hasSize(2).allMatch(row -> row.process().isEmpty());
    }

    @Test
    void aPartThatEndsWhileStartingIsAClearError() {
        var broken = new Part("broken", 1, () -> child("broken", "exit 3"), () -> false, "TERM", PATIENCE);

        assertThatThrownBy(() -> supervisor.start(List.of(broken)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("broken ended while starting, see ");
    }

    private Part part(String name, String command) {
        return Part.of(name, 1, () -> child(name, command), () -> true);
    }

    private Child child(String name, String command) throws IOException {
        return Child.start(
                Child.Plan.of(List.of("sh", "-c", "exec " + command), folder, folder.resolve(name + ".log")));
    }

    private ProcessTable.Row onlyRow() {
        assertThat(rows()).hasSize(1);
        return rows().getFirst();
    }

    private List<ProcessTable.Row> rows() {
        try {
            return table.rows();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
