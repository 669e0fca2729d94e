package io.danggol.chassis.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.Topic;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageTypesTest {
    /// Of the contracts, but in no message.
    private static final Set<Class<?>> NO_MESSAGES = Set.of(Topic.class, Topic.Cleanup.class);

    @Test
    void allTypesOfTheContractsAreKnownToNativeBuilds() throws Exception {
        var annotation = MessageTypes.class.getAnnotation(RegisterForReflection.class);

        assertThat(annotation.targets()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(contracts());
    }

    private static List<Class<?>> contracts() throws Exception {
        var code = Path.of(StorefrontEvent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(code)) return dataIn(code);
        try (var jar = FileSystems.newFileSystem(code)) {
            return dataIn(jar.getPath("/"));
        }
    }

    private static List<Class<?>> dataIn(Path root) throws IOException {
        var folder = root.resolve(StorefrontEvent.class.getPackageName().replace('.', '/'));
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
                    .<Class<?>>map(name -> named(name.substring(0, name.length() - ".class".length())))
                    .filter(type -> type.isRecord() || type.isEnum())
                    .filter(type -> !NO_MESSAGES.contains(type))
                    .toList();
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(StorefrontEvent.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
