package io.danggol.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.danggol.local.process.JavaCommand;
import io.danggol.local.suite.Home;
import io.danggol.local.suite.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which suite is measured; the measurement is a line of shell.
@Timeout(30)
class BenchTest {
    @TempDir
    private Path folder;

    private final List<Home> started = new ArrayList<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private Home home;

    @BeforeEach
    void home() {
        home = new Home(folder, folder.resolve("home"));
    }

    /// Writes the home that the measurement was told, and ends with 7.
    private Bench bench() {
        return bench("printf %s \"$DANGGOL_HOME\" > '" + folder.resolve("told") + "'; exit 7");
    }

    private Bench bench(String script) {
        return new Bench(home, this::start, _ -> {
            var command = new ProcessBuilder("sh", "-c", script);
            command.environment().put(Home.SETTING, "as given");
            return command;
        });
    }

    private Supplier<String> start(Home own) {
        started.add(own);
        return failure::join;
    }

    private String told() throws Exception {
        return Files.readString(folder.resolve("told"));
    }

    @Test
    void theFootprintIsMeasuredOnAnEmptySuiteOfItsOwnWhereNoneRuns() throws Exception {
        var own = home.footprint();
        Files.createDirectories(own.of("kafka"));
        Files.createDirectories(home.of("kafka"));

        var exit = bench().run(List.of("bench", "footprint"));

        assertThat(exit).isEqualTo(7);
        assertThat(started).containsExactly(own);
        assertThat(told()).isEqualTo(own.folder().toString());
        assertThat(own.of("kafka")).doesNotExist();
        assertThat(home.of("kafka")).exists();
    }

    @Test
    void aSuiteThatRunsIsMeasured() throws Exception {
        var up = up(home);
        try {
            var exit = bench().run(List.of("bench", "footprint"));

            assertThat(exit).isEqualTo(7);
            assertThat(started).isEmpty();
            assertThat(told()).isEqualTo("as given");
        } finally {
            up.destroy();
        }
    }

    /// Another process that has the suite.
    private static Process up(Home home) throws IOException {
        var command = JavaCommand.light("32m");
        var built = JavaCommand.buildFolder();
        command.addAll(List.of(
                "-cp",
                built.resolve("classes") + ":" + built.resolve("test-classes"),
                Claim.class.getName(),
                home.folder().toString()));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("claimed");
        return process;
    }

    static final class Claim {
        private Claim() {}

        public static void main(String[] arguments) throws IOException {
            var folder = Path.of(arguments[0]);
            if (new ProcessTable(new Home(folder, folder)).claim()) System.out.println("claimed");
            System.in.read();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipeline", "intake", "nothing"})
    void everythingElseStartsNoSuite(String name) throws Exception {
        bench().run(List.of("bench", name));

        assertThat(started).isEmpty();
        assertThat(told()).isEqualTo("as given");
    }

    @Test
    void itsSuiteIsResetOnlyAfterItsEnd() throws Exception {
        var own = home.footprint();
        Files.createDirectories(own.of("kafka"));
        var up = up(own);
        try {
            assertThatThrownBy(() -> new Reset(home).run())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("bench footprint runs: end it first");
            assertThat(own.of("kafka")).exists();
        } finally {
            up.destroy();
        }
        up.waitFor();

        new Reset(home).run();

        assertThat(own.folder()).doesNotExist();
    }

    @Test
    void aSuiteThatHasToEndEndsTheMeasurement() throws Exception {
        failure.complete("disk full");

        assertThat(bench("exec sleep 1000").run(List.of("bench", "footprint"))).isNotZero();
    }

    @Test
    void aMeasurementWithoutANameIsNone() {
        assertThatThrownBy(() -> bench().run(List.of("bench"))).isInstanceOf(UsageException.class);
        assertThat(started).isEmpty();
    }
}
