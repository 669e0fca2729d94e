package io.danggol.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/// The settings that a service's code reads, found in its class files. In names, `[*]` stands for any index of a list
/// and `*` for any key of a map.
final class ServiceProperties {
    private static final Path ROOT = Chart.FOLDER.resolve("../..").normalize();
    private static final DotName MAPPING = DotName.createSimple("io.smallrye.config.ConfigMapping");
    private static final DotName NAME = DotName.createSimple("io.smallrye.config.WithName");
    private static final DotName PARENT = DotName.createSimple("io.smallrye.config.WithParentName");
    private static final DotName PROPERTY =
            DotName.createSimple("org.eclipse.microprofile.config.inject.ConfigProperty");
    private static final List<DotName> SCOPES = Stream.of(
                    "jakarta.inject.Singleton",
                    "jakarta.enterprise.context.ApplicationScoped",
                    "jakarta.enterprise.context.RequestScoped")
            .map(DotName::createSimple)
            .toList();
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    private ServiceProperties() {}

    /// Those that begin with `danggol.`, of the service and of the library that all share. What a bean of the library
    /// reads counts where somebody takes the bean: else Quarkus leaves it out, and nobody asks for the setting.
    static Set<String> readBy(String service) {
        var index = index(service);
        var names = new TreeSet<String>();
        for (var mapping : index.getAnnotations(MAPPING)) {
            members(index, mapping.target().asClass(), mapping.value("prefix").asString(), names);
        }
        var idle = idle(index);
        for (var property : index.getAnnotations(PROPERTY)) {
            var reader = property.target()
                    .asMethodParameter()
                    .method()
                    .declaringClass()
                    .name();
            if (!idle.contains(reader)) names.add(property.value("name").asString());
        }
        names.removeIf(name -> !name.startsWith("danggol."));
        return names;
    }

    /// Those of `application.properties` that name a server of a developer's machine.
    static Set<String> pointingHere(String service) {
        var properties = new Properties();
        try (var file =
                Files.newBufferedReader(ROOT.resolve(service + "-service/src/main/resources/application.properties"))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var names = new TreeSet<String>();
        properties.forEach((name, value) -> {
            if (value.toString().contains("localhost") && !name.toString().startsWith("%")) names.add(name.toString());
        });
        return names;
    }

    /// The beans that wait to be taken by others, and that none takes which is itself in use.
    private static Set<DotName> idle(Index index) {
        var idle = new HashSet<DotName>();
        for (var type : index.getKnownClasses()) {
            if (SCOPES.stream().anyMatch(type::hasDeclaredAnnotation) && onlyServes(type)) idle.add(type.name());
        }
        boolean found;
        do {
            found = false;
            for (var type : index.getKnownClasses()) {
                if (idle.contains(type.name())) continue;
                for (var method : type.methods()) {
                    for (var taken : method.parameterTypes()) found |= idle.remove(taken.name());
                }
            }
        } while (found);
        return idle;
    }

    /// Whether a bean is known by its own name alone, and nothing calls its methods by their annotations.
    private static boolean onlyServes(ClassInfo type) {
        return type.interfaceNames().isEmpty()
                && type.superName().equals(DotName.OBJECT_NAME)
                && type.methods().stream()
                        .allMatch(method ->
                                method.isConstructor() || method.annotations().isEmpty());
    }

    private static void members(Index index, ClassInfo group, String prefix, Set<String> names) {
        for (var method : group.methods()) {
            if (!isSetting(method)) continue;
            var name = method.hasAnnotation(PARENT) ? prefix : prefix + "." + nameOf(method);
            member(index, method.returnType(), name, names);
        }
    }

    /// Methods with a body compute something of others.
    private static boolean isSetting(MethodInfo method) {
        return java.lang.reflect.Modifier.isAbstract(method.flags()) && method.parametersCount() == 0;
    }

    private static void member(Index index, Type type, String name, Set<String> names) {
        var of = type.kind() == Type.Kind.PARAMETERIZED_TYPE
                ? type.asParameterizedType().arguments()
                : List.<Type>of();
        switch (type.name().toString()) {
            case "java.util.Optional" -> member(index, of.getFirst(), name, names);
            case "java.util.List" -> {
                if (isGroup(index, of.getFirst())) member(index, of.getFirst(), name + "[*]", names);
                else names.add(name);
            }
            case "java.util.Map" -> member(index, of.getLast(), name + ".*", names);
            default -> {
                if (isGroup(index, type)) members(index, index.getClassByName(type.name()), name, names);
                else names.add(name);
            }
        }
    }

    private static boolean isGroup(Index index, Type type) {
        var known = index.getClassByName(type.name());
        return known != null && known.isInterface();
    }

    private static String nameOf(MethodInfo method) {
        var given = method.annotation(NAME);
        return given == null
                ? HUMP.matcher(method.name()).replaceAll("$1-$2").toLowerCase(java.util.Locale.ROOT)
                : given.value().asString();
    }

    private static Index index(String service) {
        var indexer = new Indexer();
        for (var module : List.of("chassis", service + "-service")) {
            var classes = ROOT.resolve(module).resolve("target/classes");
            if (!Files.exists(classes))
                throw new IllegalStateException("build " + module + " before: its settings are compared");
            try (Stream<Path> files = Files.walk(classes)) {
                for (var file :
                        files.filter(each -> each.toString().endsWith(".class")).toList()) {
                    try (var bytes = Files.newInputStream(file)) {
                        indexer.index(bytes);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return indexer.complete();
    }
}
