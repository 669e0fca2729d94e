package io.danggol.reachability.agent;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Writes down what was reached since the application began to run: each thing once for each class that reached it, a
/// line at a time, so that a killed process has told all it knew.
///
/// A line has six fields, parted by tabs: kind, class or name, member (`<init>`, `method()` or `field`), caller,
/// `constant` where the class file itself says what is reached, and the class whose initializer was running (empty if
/// none was).
public final class Reached {
    private static final Map<Object, Set<String>> SEEN = new ConcurrentHashMap<>();
    private static volatile boolean running;
    private static OutputStream out;

    private Reached() {}

    static void writeInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        out = new FileOutputStream(
                folder.resolve(ProcessHandle.current().pid() + ".tsv").toFile());
    }

    /// The application begins to run.
    public static void begin() {
        running = true;
    }

    /// @param what a class, a member, an array of interfaces or a name; null if nothing was found
    /// @param site kind, caller and whether it is constant, parted by tabs
    public static void tell(Object what, String site) {
        if (running && what != null) note(what instanceof Class<?>[] types ? List.of(types) : what, site);
    }

    /// @param where the class in which something was reached
    /// @param name the name by which it was
    /// @param site kind, caller and whether it is constant, parted by tabs
    public static void tell(Object where, Object name, String site) {
        if (running && where != null && name != null) note(List.of(where, name), site);
    }

    static void unknown(String name, Throwable failure) {
        write("unknown\t" + name.replace('/', '.') + "\t" + failure.getClass().getName() + "\t\t\t");
    }

    private static void note(Object what, String site) {
        var sites = SEEN.get(what);
        if (sites == null) sites = SEEN.computeIfAbsent(what, _ -> ConcurrentHashMap.newKeySet());
        if (sites.contains(site) || !sites.add(site)) return;
        var kind = site.substring(0, site.indexOf('\t'));
        write(kind + "\t" + shown(kind, what) + site.substring(kind.length()) + "\t" + initializer());
    }

    private static String shown(String kind, Object what) {
        return switch (what) {
            case Class<?> type -> type.getName() + (kind.equals("handle") ? "\t<init>" : "\t");
            case Constructor<?> made -> made.getDeclaringClass().getName() + "\t<init>";
            case Method method -> method.getDeclaringClass().getName() + "\t" + method.getName() + "()";
            case Field field -> field.getDeclaringClass().getName() + "\t" + field.getName();
            case List<?> two
            when kind.equals("handle") -> ((Class<?>) two.getFirst()).getName() + "\t" + two.getLast() + "()";
            case List<?> two
            when kind.equals("accessor") -> ((Class<?>) two.getFirst()).getName() + "\t" + two.getLast();
            case List<?> two
            when kind.equals("resource") -> resolved((Class<?>) two.getFirst(), (String) two.getLast()) + "\t";
            case List<?> interfaces ->
                interfaces.stream().map(each -> ((Class<?>) each).getName()).collect(Collectors.joining(",")) + "\t";
            default -> what + "\t";
        };
    }

    private static String resolved(Class<?> type, String name) {
        if (name.startsWith("/")) return name.substring(1);
        var folder = type.getPackageName().replace('.', '/');
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    private static String initializer() {
        return Arrays.stream(new Throwable().getStackTrace())
                .filter(frame -> frame.getMethodName().equals("<clinit>"))
                .map(StackTraceElement::getClassName)
                .findFirst()
                .orElse("");
    }

    private static synchronized void write(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("what was reached cannot be written down", e);
        }
    }
}
