package io.danggol.reachability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a native build of a service is told: the configuration that Quarkus and the libraries bring, as
/// `-Dquarkus.native.sources-only=true` leaves it beside the jars.
public final class Registrations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIGURATION = "META-INF/native-image/";
    private static final String SERVICES = "META-INF/services/";
    private static final Pattern GLOB_PART = Pattern.compile("\\*\\*/|\\*\\*|\\*|[^*]+");
    private static final Pattern AT_RUN_TIME = Pattern.compile("--initialize-at-run-time=(\\S+)");

    private final Map<String, List<JsonNode>> types = new HashMap<>();
    private final Set<List<String>> proxies = new HashSet<>();
    private final List<Pattern> resources = new ArrayList<>();
    private final Set<String> bundles = new HashSet<>();
    private final Set<String> present = new HashSet<>();
    private final Map<String, Set<String>> providers = new HashMap<>();
    private final Set<String> initializedAtRunTime = new HashSet<>();

    private Registrations() {}

    /// @param sources the folder `native-sources`
    public static Registrations read(Path sources) throws IOException {
        var registrations = new Registrations();
        var excluded = excluded(Files.readString(sources.resolve("native-image.args")));
        var jars = new ArrayList<Path>();
        for (var folder : List.of(sources, sources.resolve("lib"))) {
            try (var files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
            }
        }
        for (var jar : jars) registrations.readJar(jar, excluded);
        return registrations;
    }

    /// Whether this class can be found by its name.
    boolean hasType(String name) {
        return types.containsKey(name);
    }

    /// Whether this member of the class can be used.
    boolean hasMember(String type, String member) {
        return types.getOrDefault(type, List.of()).stream().anyMatch(entry -> covers(entry, member));
    }

    /// Whether a resource of this name is in the executable.
    boolean hasResource(String name) {
        return resources.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    boolean hasBundle(String name) {
        return bundles.contains(name);
    }

    /// Whether any jar of the service has properties of this bundle.
    boolean isBundlePresent(String name) {
        return present.contains(name.replace('.', '/') + ".properties");
    }

    boolean hasProxy(List<String> interfaces) {
        return proxies.contains(interfaces);
    }

    /// Whether any jar of the service has a file of this name.
    boolean isPresent(String resource) {
        return present.contains(resource);
    }

    /// Who provides this service, by the jars of the application.
    Set<String> providers(String service) {
        return providers.getOrDefault(service, Set.of());
    }

    /// Whether the class's initializer runs in the executable rather than when it is built.
    boolean isInitializedAtRunTime(String type) {
        return initializedAtRunTime.stream().anyMatch(name -> type.equals(name) || type.startsWith(name + "."));
    }

    /// The pairs of jar and file that `--exclude-config` names.
    private static List<Pattern[]> excluded(String arguments) {
        var words = List.of(arguments.strip().split("\\s+"));
        var excluded = new ArrayList<Pattern[]>();
        for (var i = 0; i < words.size(); i++) {
            if (words.get(i).equals("--exclude-config"))
                excluded.add(new Pattern[] {Pattern.compile(words.get(i + 1)), Pattern.compile(words.get(i + 2))});
        }
        return excluded;
    }

    private void readJar(Path path, List<Pattern[]> excluded) throws IOException {
        try (var jar = new JarFile(path.toFile())) {
            for (var entry : (Iterable<java.util.jar.JarEntry>) jar.stream()::iterator) {
                var name = entry.getName();
                if (entry.isDirectory()) continue;
                present.add(name);
                if (excluded.stream()
                        .anyMatch(pair -> pair[0].matcher(path.toString()).find()
                                && pair[1].matcher("/" + name).find())) continue;
                try (var content = jar.getInputStream(entry)) {
                    if (name.startsWith(CONFIGURATION)) readConfiguration(name, content);
                    else if (name.startsWith(SERVICES)) readProviders(name.substring(SERVICES.length()), content);
                    else if (name.equals("io/quarkus/runner/Feature.class")) readFeature(content);
                }
            }
        }
    }

    private void readConfiguration(String name, InputStream content) throws IOException {
        switch (name.substring(name.lastIndexOf('/') + 1)) {
            case "reflect-config.json" -> JSON.readTree(content).forEach(this::addType);
            case "resource-config.json" -> addResources(JSON.readTree(content));
            case "proxy-config.json" -> JSON.readTree(content).forEach(this::addProxy);
            case "reachability-metadata.json" -> {
                var all = JSON.readTree(content);
                all.path("reflection").forEach(this::addType);
                all.path("resources").forEach(this::addResource);
            }
            case "native-image.properties" -> {
                var matcher = AT_RUN_TIME.matcher(text(content).replace("\\\n", ""));
                while (matcher.find())
                    initializedAtRunTime.addAll(List.of(matcher.group(1).split(",")));
            }
            default -> {}
        }
    }

    private void addType(JsonNode entry) {
        var name = entry.has("name") ? entry.get("name") : entry.path("type");
        if (name.isTextual())
            types.computeIfAbsent(name.asText(), _ -> new ArrayList<>()).add(entry);
        else addProxy(name.path("proxy"));
    }

    private void addProxy(JsonNode entry) {
        var interfaces = entry.isObject() ? entry.path("interfaces") : entry;
        var names = new ArrayList<String>();
        interfaces.forEach(each -> names.add(each.asText()));
        proxies.add(names);
    }

    private void addResources(JsonNode configuration) {
        configuration.path("bundles").forEach(this::addResource);
        var resources = configuration.path("resources");
        (resources.isArray() ? resources : resources.path("includes")).forEach(this::addResource);
    }

    private void addResource(JsonNode entry) {
        if (entry.has("pattern"))
            resources.add(Pattern.compile(withoutModule(entry.get("pattern").asText())));
        else if (entry.has("glob")) resources.add(glob(entry.get("glob").asText()));
        else if (entry.has("bundle")) bundles.add(entry.get("bundle").asText());
        else if (entry.has("name")) bundles.add(withoutModule(entry.get("name").asText()));
    }

    /// `java.base:sun/x` names a resource of a module.
    private static String withoutModule(String name) {
        return name.replaceFirst("^[a-z.]+:", "");
    }

    /// `**` stands for any folders, `*` for a part of one name.
    private static Pattern glob(String glob) {
        return Pattern.compile(GLOB_PART
                .matcher(glob)
                .replaceAll(part -> Matcher.quoteReplacement(
                        switch (part.group()) {
                            case "**/" -> "(.*/)?";
                            case "**" -> ".*";
                            case "*" -> "[^/]*";
                            default -> Pattern.quote(part.group());
                        })));
    }

    private void readProviders(String service, InputStream content) throws IOException {
        providers
                .computeIfAbsent(service, _ -> new HashSet<>())
                .addAll(text(content)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.toSet()));
    }

    /// Quarkus writes a class that tells the build which classes and packages are initialized at run time.
    private void readFeature(InputStream content) throws IOException {
        ClassFile.of().parse(content.readAllBytes()).constantPool().forEach(entry -> {
            if (entry instanceof StringEntry text) initializedAtRunTime.add(text.stringValue());
        });
    }

    private static String text(InputStream content) throws IOException {
        return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static boolean covers(JsonNode entry, String member) {
        if (member.equals("<init>")) return covers(entry, "Constructors", "methods", member);
        return member.endsWith("()")
                ? covers(entry, "Methods", "methods", member.substring(0, member.length() - 2))
                : covers(entry, "Fields", "fields", member);
    }

    private static boolean covers(JsonNode entry, String all, String some, String member) {
        if (entry.path("allDeclared" + all).asBoolean()
                || entry.path("allPublic" + all).asBoolean()) return true;
        for (var each : entry.path(some)) if (each.path("name").asText().equals(member)) return true;
        return false;
    }
}
