package io.danggol.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How to start another JVM on the JDK that runs this one, tuned for a small machine.
public final class JavaCommand {
    private JavaCommand() {}

    /// A program that starts soon and works little, with its memory limit, before `-jar` or `-cp`: C1 and the serial
    /// collector.
    ///
    /// @param heap what `-Xmx` takes, such as `256m`
    public static List<String> light(String heap) {
        var command = serving(heap);
        command.add(1, "-XX:TieredStopAtLevel=1");
        return command;
    }

    /// A program that works hard for long: both compilers and the serial collector.
    ///
    /// @param heap what `-Xmx` takes, such as `256m`
    public static List<String> serving(String heap) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    }

    /// A main class of this module, on this module's own class path: all servers included, whoever asks.
    public static List<String> ofThisModule(String heap, Class<?> main, String... arguments) {
        var command = light(heap);
        command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// The build folder of this module, in which Maven has left our classes and our class path.
    public static Path buildFolder() {
        return ownCode().getParent();
    }

    private static String classPath() {
        try {
            return ownCode() + ":" + Files.readString(buildFolder().resolve("class-path"));
        } catch (IOException e) {
            throw new UncheckedIOException("deploy/local has not been built", e);
        }
    }

    private static Path ownCode() {
        try {
            return Path.of(JavaCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
