package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the chart knows of the suite: its topics, and who speaks to whom.
class ContractsTest {
    @Test
    void topicsAreThoseOfTheContracts() throws IOException {
        var inTheChart = new LinkedHashMap<String, Map<String, String>>();
        for (var topic :
                Chart.YAML.readTree(Chart.FOLDER.resolve("files/topics.yaml").toFile())) {
            assertThat(topic.path("partitions").asInt()).isEqualTo(Topic.PARTITIONS);
            var config = new LinkedHashMap<String, String>();
            topic.path("config")
                    .properties()
                    .forEach(each -> config.put(each.getKey(), each.getValue().asText()));
            inTheChart.put(topic.path("name").asText(), config);
        }
        var inTheContracts = Topics.ALL.stream().collect(Collectors.toMap(Topic::name, ContractsTest::config));
        assertThat(inTheChart).isEqualTo(inTheContracts);
    }

    /// Whoever reads or writes a topic has the right to, and nobody has a right without need: the topics that a
    /// service's code names are those that name the service. Which of both it does, the end-to-end tests tell.
    @ParameterizedTest
    @ValueSource(strings = {"tracking", "profile", "segment", "recommendation", "campaign"})
    void topicsNameTheServicesWhoseCodeNamesThem(String service) throws IOException, IllegalAccessException {
        var named = new TreeSet<String>();
        try (var sources = Files.walk(Chart.FOLDER.resolve("../../" + service + "-service/src/main/java"))) {
            for (var source :
                    sources.filter(it -> it.toString().endsWith(".java")).toList()) {
                var text = Files.readString(source);
                for (var field : Topics.class.getFields()) {
                    if (field.get(null) instanceof Topic topic && text.contains("Topics." + field.getName()))
                        named.add(topic.name());
                }
            }
        }
        var allowed = new TreeSet<String>();
        for (var topic :
                Chart.YAML.readTree(Chart.FOLDER.resolve("files/topics.yaml").toFile())) {
            var name = topic.path("name").asText();
            var isDead = name.endsWith(".dead");
            if (!isDead && Stream.of("readers", "writers").anyMatch(right -> has(topic.path(right), service)))
                allowed.add(name);
            if (isDead) assertThat(topic.path("readers")).as(name).isEmpty();
        }
        assertThat(allowed).isEqualTo(named);
    }

    /// Dead letters are written by whoever reads the topic.
    @Test
    void deadLettersAreWrittenByReaders() throws IOException {
        var topics = new TreeMap<String, JsonNode>();
        for (var topic :
                Chart.YAML.readTree(Chart.FOLDER.resolve("files/topics.yaml").toFile())) {
            topics.put(topic.path("name").asText(), topic);
        }
        for (var dead : topics.keySet()) {
            if (!dead.endsWith(".dead")) continue;
            var of = topics.get(dead.substring(0, dead.length() - ".dead".length()));
            assertThat(topics.get(dead).path("writers")).as(dead).isEqualTo(of.path("readers"));
        }
    }

    private static boolean has(JsonNode list, String text) {
        for (var each : list) if (each.asText().equals(text)) return true;
        return false;
    }

    private static Map<String, String> config(Topic topic) {
        return switch (topic.cleanup()) {
            case DELETE ->
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", Long.toString(topic.retention().toMillis()),
                        "message.timestamp.type", "LogAppendTime");
            case COMPACT ->
                Map.of(
                        "cleanup.policy", "compact",
                        "min.compaction.lag.ms",
                                Long.toString(topic.compactionLag().toMillis()),
                        "message.timestamp.type", "LogAppendTime");
        };
    }

    /// The only ways between services; everything else of the suite goes over the log.
    private static final Map<String, Set<String>> CALLERS = Map.of(
            "tracking", Set.of(),
            "profile", Set.of("tracking", "recommendation", "campaign"),
            "segment", Set.of(),
            "recommendation", Set.of("campaign"),
            "campaign", Set.of());

    @Test
    void policiesLetThroughWhatServicesAskOfEachOther() {
        var objects = Chart.rendered(Chart.least());
        var out = new LinkedHashMap<String, Set<String>>();
        for (var service : ChartReference.SERVICES) {
            var policy = Chart.object(objects, "NetworkPolicy", service).path("spec");
            var in = new TreeSet<>(peers(policy.path("ingress"), "from"));
            assertThat(in.remove("test")).isTrue();
            assertThat(in).as(service).isEqualTo(CALLERS.get(service));
            peers(policy.path("egress"), "to")
                    .forEach(callee ->
                            out.computeIfAbsent(callee, _ -> new TreeSet<>()).add(service));
        }
        CALLERS.forEach((callee, callers) -> assertThat(out.getOrDefault(callee, Set.of()))
                .as("to " + callee)
                .isEqualTo(callers));
    }

    @Test
    void theDocumentationHasTheSameWays() throws IOException {
        var page = Files.readString(Chart.FOLDER.resolve("../../docs/platform.md"));
        var section = page.substring(page.indexOf("## Who speaks to whom"), page.indexOf("## Size"));
        for (var service : ChartReference.SERVICES) {
            var row = section.lines()
                    .filter(line -> line.startsWith("| " + service + " |"))
                    .findFirst()
                    .orElseThrow()
                    .split(" \\| ");
            var callees = CALLERS.keySet().stream()
                    .filter(callee -> CALLERS.get(callee).contains(service))
                    .collect(Collectors.toSet());
            assertThat(named(row[1])).as("callers of " + service).isEqualTo(CALLERS.get(service));
            assertThat(named(row[2])).as("callees of " + service).isEqualTo(callees);
        }
    }

    private static Set<String> named(String cell) {
        return cell.equals("–") ? Set.of() : Set.of(cell.split(", "));
    }

    /// Each service reaches its own stores' ports, and no others'.
    @Test
    void policiesOpenTheStoresThatAServiceHas() {
        var objects = Chart.rendered(Chart.least());
        for (var service : ChartReference.SERVICES) {
            var ports = StreamSupport.stream(
                            Chart.object(objects, "NetworkPolicy", service)
                                    .at("/spec/egress")
                                    .spliterator(),
                            false)
                    .flatMap(rule -> StreamSupport.stream(rule.path("ports").spliterator(), false))
                    .map(port -> port.path("port").asInt())
                    .toList();
            assertThat(ports).as(service).contains(53, 9092, 443);
            assertThat(ports.contains(5432)).as(service + " PostgreSQL").isEqualTo(!service.equals("tracking"));
            assertThat(ports.contains(6379))
                    .as(service + " Redis")
                    .isEqualTo(List.of("tracking", "recommendation").contains(service));
            assertThat(ports.contains(587)).as(service + " mail").isEqualTo(service.equals("campaign"));
        }
    }

    /// A service calls another by the port that the other has.
    @Test
    void servicesCallEachOthersPorts() {
        var objects = Chart.rendered(Chart.least("global.services.service.port", 80));
        for (var service : ChartReference.SERVICES) {
            var port = Chart.object(objects, "Service", service)
                    .at("/spec/ports/0/port")
                    .asInt();
            assertThat(port).isEqualTo(80);
            Chart.object(objects, "ConfigMap", service)
                    .path("data")
                    .properties()
                    .forEach(each -> {
                        if (each.getKey().startsWith("QUARKUS_REST_CLIENT_"))
                            assertThat(each.getValue().asText()).endsWith(":80");
                    });
        }
    }

    private static final Pattern RESOURCE = Pattern.compile("@Path\\(\"(/[^\"]*)\"\\)[^{;]*\\bclass\\b");

    /// What only services ask of each other.
    private static final Set<String> BETWEEN_SERVICES = Set.of("profile /v1/contacts");

    /// Every resource of a service can be reached by the public, by staff, or is said to be neither's.
    @ParameterizedTest
    @MethodSource("io.danggol.helm.SettingsTest#services")
    void everyPathIsSomebodys(String service) throws IOException {
        var values = Chart.values("charts/" + service + "/values.yaml");
        var open = new ArrayList<String>();
        values.path("publicPaths").forEach(path -> open.add(path.asText()));
        values.path("staffPaths").forEach(path -> open.add(path.asText()));
        var closed = new TreeSet<String>();
        try (var files = Files.walk(Chart.FOLDER.resolve("../../" + service + "-service/src/main/java"))) {
            for (var file :
                    files.filter(it -> it.toString().endsWith("Resource.java")).toList()) {
                RESOURCE.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .filter(path -> path.length() > 1 && !path.equals("/v1"))
                        .filter(path -> open.stream().noneMatch(it -> path.equals(it) || path.startsWith(it + "/")))
                        .forEach(path -> closed.add(service + " " + path));
            }
        }
        assertThat(BETWEEN_SERVICES).containsAll(closed);
    }

    private static List<String> peers(JsonNode rules, String side) {
        var peers = new ArrayList<String>();
        for (var rule : rules) {
            for (var peer : rule.path(side)) {
                var name = peer.at("/podSelector/matchLabels")
                        .path("app.kubernetes.io/name")
                        .asText();
                if (!name.isEmpty()) peers.add(name);
            }
        }
        return peers;
    }

    /// Staff of a trial have the roles of the local suite.
    @Test
    void rolesOfATrialAreThoseOfTheLocalSuite() throws IOException {
        var trial = Chart.YAML.readTree(
                Chart.FOLDER.resolve("files/danggol-realm.json").toFile());
        var local = Chart.YAML.readTree(Chart.FOLDER
                .resolve("../../deploy/local/src/main/resources/io/danggol/local/realm/danggol-realm.json")
                .toFile());
        assertThat(trial.path("roles")).isEqualTo(local.path("roles"));
        assertThat(trial.toString()).doesNotContain("\"secret\":\"tracking-service\"");
    }
}
