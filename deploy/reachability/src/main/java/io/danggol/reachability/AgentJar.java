package io.danggol.reachability;

import io.danggol.reachability.agent.Agent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// The agent as a JVM takes it: a jar of its own, whose classes every other class sees.
public final class AgentJar {
    private static final String PACKAGE = Agent.class.getPackageName().replace('.', '/');

    private AgentJar() {}

    /// Writes it; what `JAVA_TOOL_OPTIONS` must say for a process to leave what it reached in `reached`.
    public static String write(Path jar, Path reached) throws IOException {
        var manifest = new Manifest();
        var main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", Agent.class.getName());
        main.putValue("Boot-Class-Path", jar.getFileName().toString());
        Files.createDirectories(jar.getParent());
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            var code = ownCode();
            if (Files.isDirectory(code)) {
                copy(code.resolve(PACKAGE), out);
            } else {
                try (var opened = FileSystems.newFileSystem(code)) {
                    copy(opened.getPath(PACKAGE), out);
                }
            }
        }
        return "-javaagent:" + jar + "=" + reached;
    }

    private static void copy(Path folder, JarOutputStream out) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                out.putNextEntry(new JarEntry(PACKAGE + "/" + file.getFileName()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static Path ownCode() {
        try {
            return Path.of(AgentJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
