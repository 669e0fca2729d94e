package io.danggol.tracking.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SdkTest {
    private static final int MOST_BYTES = 6 * 1024;
    private static final Path BUNDLE = Path.of("target/classes/META-INF/resources/sdk/danggol.js");
    private static final Path TOOLS = Path.of("target/sdk-tools").toAbsolutePath();

    @Test
    void bundleStaysUnder6KibGzipped() throws IOException {
        var zipped = new ByteArrayOutputStream();

        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(Files.readAllBytes(BUNDLE));
        }

        assertThat(zipped.size()).isLessThan(MOST_BYTES);
    }

    @Test
    void bundleNeedsNothingElse() throws IOException {
        var script = Files.readString(BUNDLE);

        assertThat(script).doesNotContain("import ", "require(", "eval(");
    }

    @Test
    void typesAreBesideTheBundle() {
        assertThat(BUNDLE.resolveSibling("danggol.d.ts"))
                .hasSameTextualContentAs(Path.of("src/main/ts/danggol.d.ts"), UTF_8);
    }

    /// Runs `src/test/ts` on Deno, which allows it neither network nor files.
    @Test
    void testsInTypeScriptPass() throws Exception {
        var output = Files.createTempFile(TOOLS, "test", ".log");
        var command = new ProcessBuilder(
                        TOOLS.resolve("deno").toString(), "test", "--no-remote", "--no-prompt", "src/test/ts")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().put("DENO_DIR", TOOLS.resolve("cache").toString());
        command.environment().put("DENO_NO_UPDATE_CHECK", "1");
        command.environment().put("NO_COLOR", "1");

        var status = command.start().waitFor();

        assertThat(status).as(Files.readString(output)).isZero();
    }
}
