import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// Builds the storefront SDK without Node: unpacks esbuild and Deno from the class path, checks the types, bundles.
///
/// Arguments: the `sdk` folder, the folder for the tools, the folder for `danggol.js` and `danggol.d.ts`. Does nothing
/// when the bundle is newer than all sources.
final class Build {
    /// The tools by the name of their entry in the jars of `esbuild-java-native-deps`.
    private static final Map<String, Pattern> TOOLS = Map.of(
            "esbuild", Pattern.compile("META-INF/resources/_static/.*/esbuild(\\.exe)?"),
            "deno", Pattern.compile("META-INF/resources/_static/.*/deno(\\.exe)?"));

    public static void main(String[] args) throws Exception {
        var sdk = Path.of(args[0]);
        var tools = Files.createDirectories(Path.of(args[1]));
        var output = Files.createDirectories(Path.of(args[2]));
        var bundle = output.resolve("danggol.js");
        for (var tool : TOOLS.entrySet()) {
            unpack(tool.getKey(), tool.getValue(), tools);
        }
        if (Files.exists(bundle) && Files.getLastModifiedTime(bundle).compareTo(newest(sdk.resolve("src/main/ts"))) > 0) return;

        run(tools, sdk, "deno", "check", "--quiet", "src/main/ts/danggol.ts");
        run(tools, sdk, "esbuild", "src/main/ts/danggol.ts", "--bundle", "--minify", "--format=iife", "--target=es2020",
                "--log-level=warning", "--outfile=" + bundle.toAbsolutePath());
        Files.write(output.resolve("danggol.d.ts"), Files.readAllBytes(sdk.resolve("src/main/ts/danggol.d.ts")));
    }

    private static void unpack(String tool, Pattern entryName, Path tools) throws IOException {
        var executable = tools.resolve(tool);
        if (Files.isExecutable(executable)) return;
        for (var element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!element.endsWith(".jar")) continue;
            try (var jar = new JarFile(element)) {
                var entry = jar.stream().filter(it -> entryName.matcher(it.getName()).matches()).findAny();
                if (entry.isEmpty()) continue;
                var unpacked = Files.createTempFile(tools, tool, null);
                try (var bytes = jar.getInputStream(entry.get())) {
                    Files.write(unpacked, bytes.readAllBytes());
                }
                if (!unpacked.toFile().setExecutable(true)) throw new IOException("cannot make executable: " + unpacked);
                Files.move(unpacked, executable);
                return;
            }
        }
        throw new IllegalStateException("no " + tool + " for " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + " among the jars of esbuild-java-native-deps");
    }

    private static FileTime newest(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(Build::modified).max(FileTime::compareTo).orElseThrow();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path tools, Path folder, String tool, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(tools.resolve(tool).toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        process.environment().put("DENO_DIR", tools.resolve("cache").toAbsolutePath().toString());
        process.environment().put("DENO_NO_UPDATE_CHECK", "1");
        var status = process.start().waitFor();
        if (status != 0) throw new IllegalStateException(tool + " ended with " + status);
    }
}
