package io.danggol.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script itself, in an environment that has next to nothing.
class LauncherTest {
    private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

    private record Outcome(int exit, String output) {}

    @Test
    void helpNamesEveryCommandAndNeedsNoJdk() throws Exception {
        var outcome = danggol(Map.of(), "--help");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.output())
                .contains(
                        "up ",
                        "status",
                        "logs ",
                        "token ",
                        "customer-token ",
                        "clock ",
                        "kill ",
                        "replay ",
                        "bench ",
                        "reset",
                        "test ",
                        "mvn ");
    }

    @Test
    void anUnknownCommandIsNamed() throws Exception {
        var outcome = danggol(Map.of(), "fly");

        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.output()).isEqualTo("danggol: unknown command 'fly'; see ./danggol --help\n");
    }

    @Test
    void aJdkThatIsTooOldIsPassedOver() throws Exception {
        var outcome = danggol(Map.of("JAVA_HOME", "/nonexistent"), "mvn", "--version");

        assertThat(outcome.output()).contains("Apache Maven 3.9");
    }

    @ParameterizedTest(name = "GRAALVM_HOME={0}")
    @ValueSource(strings = {"", "/nonexistent"})
    void executablesAreNotTestedWithoutWhatBuildsThem(String graalvm) throws Exception {
        var outcome = danggol(Map.of("GRAALVM_HOME", graalvm), "test", "--native");

        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.output())
                .isEqualTo("danggol: test --native: no native-image found: set GRAALVM_HOME to the folder of a GraalVM"
                        + " or Mandrel 25 or newer\n");
    }

    private static Outcome danggol(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", CHECKOUT.resolve("danggol").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
