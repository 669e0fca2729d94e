package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/// The images and the compose file, as far as they can be looked at without an engine.
class ImagesTest {
    private static final Path ROOT = Chart.FOLDER.resolve("../..").normalize();
    private static final Pattern INSTRUCTION = Pattern.compile("^([A-Z]+) (.*)$");

    private record Instruction(String name, String arguments) {}

    /// Lines that end in a backslash go on; comments and blank lines are left out.
    private static List<Instruction> instructions(String file) throws IOException {
        var instructions = new ArrayList<Instruction>();
        var text = Files.readString(ROOT.resolve("deploy/images").resolve(file)).replaceAll("\\\\\\n\\s*", " ");
        for (var line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) continue;
            var matcher = INSTRUCTION.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            instructions.add(new Instruction(matcher.group(1), matcher.group(2)));
        }
        return instructions;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void runsAsNobodyFromASmallImage(String file) throws IOException {
        var all = instructions(file);
        var last = all.subList(lastFrom(all), all.size());
        assertThat(last.getFirst().arguments()).containsPattern("ubi9/ubi-micro:|quarkus-micro-image:");
        assertThat(last)
                .filteredOn(each -> each.name().equals("USER"))
                .extracting(Instruction::arguments)
                .containsExactly("10001:10001");
        assertThat(last).noneMatch(each -> each.name().equals("RUN"));
        assertThat(last).anyMatch(each -> each.arguments().contains("/licenses/sbom.cyclonedx.json"));
        assertThat(last)
                .anyMatch(
                        each -> each.name().equals("EXPOSE") && each.arguments().equals("8080"));
        assertThat(last.getLast().name()).isEqualTo("ENTRYPOINT");
        assertThat(Chart.YAML.readTree(last.getLast().arguments()).isArray()).isTrue();
        assertThat(all)
                .filteredOn(each -> each.name().equals("FROM"))
                .allSatisfy(from -> assertThat(from.arguments())
                        .matches("[a-z0-9.]+/[a-z0-9/.-]+:[A-Za-z0-9.-]+( AS [a-z]+)?")
                        .doesNotContain(":latest"));
    }

    /// Whatever is copied from the checkout is there, and what is copied from a build is what that build makes.
    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void copiesWhatIsThere(String file) throws IOException {
        for (var copy : instructions(file)) {
            if (!copy.name().equals("COPY") || copy.arguments().contains("--from=")) continue;
            var from = copy.arguments().split(" ")[0];
            assertThat(ROOT.resolve(from)).as(from).exists();
        }
        for (var service : ChartReference.SERVICES) {
            assertThat(ROOT.resolve(service + "-service/pom.xml")).exists();
        }
    }

    /// What a start has loaded is kept where the next one looks for it.
    @Test
    void startsWithTheCacheThatTheBuildLeft() throws IOException {
        var all = instructions("Dockerfile.jvm");
        var start = Arrays.stream(all.getLast().arguments().split("[\\[\\],\" ]+"))
                .filter(it -> !it.isEmpty())
                .toList();
        assertThat(start).contains("-XX:AOTCache=/app/app.aot", "-jar", "/app/quarkus-run.jar");
        var options = start.stream().filter(it -> it.startsWith("--")).toList();
        var runs = all.stream()
                .filter(each -> each.name().equals("RUN"))
                .flatMap(each -> Arrays.stream(each.arguments().split("&&")))
                .map(run -> List.of(run.strip().split("\\s+")))
                .toList();
        assertThat(runs)
                .as("a start that leaves the cache: with the same options, else no start takes it")
                .anySatisfy(run -> assertThat(run)
                        .contains("-XX:AOTCacheOutput=/app/app.aot", "-jar", "/app/quarkus-run.jar")
                        .containsAll(options))
                .as("a start that ends the build if it is not taken")
                .anySatisfy(run -> assertThat(run)
                        .contains("-XX:AOTCache=/app/app.aot", "-XX:AOTMode=on", "/app/quarkus-run.jar")
                        .containsAll(options));
        var homes = all.stream()
                .filter(each -> each.arguments().contains("/opt/java/openjdk"))
                .count();
        assertThat(homes).as("JVM's folder: in ENV, COPY and ENTRYPOINT alike").isEqualTo(3);
    }

    private static int lastFrom(List<Instruction> all) {
        var last = 0;
        for (var i = 0; i < all.size(); i++) if (all.get(i).name().equals("FROM")) last = i;
        return last;
    }

    private static JsonNode compose() throws IOException {
        try (var file = Files.newBufferedReader(ROOT.resolve("deploy/compose/compose.yaml"))) {
            return Chart.YAML.valueToTree(new Yaml().load(file));
        }
    }

    @Test
    void composeRunsEachServiceFromItsImageWithoutRights() throws IOException {
        var services = compose().path("services");
        for (var service : ChartReference.SERVICES) {
            var container = services.path(service);
            assertThat(container.path("image").asText()).startsWith("ghcr.io/danggol/" + service + "-service:");
            assertThat(container.at("/build/args/SERVICE").asText()).isEqualTo(service);
            assertThat(container.path("user").asText()).isEqualTo("10001:10001");
            assertThat(container.path("read_only").asBoolean()).isTrue();
            assertThat(container.at("/cap_drop/0").asText()).isEqualTo("ALL");
            assertThat(container.path("mem_limit").asText()).isNotBlank();
            container
                    .path("depends_on")
                    .fieldNames()
                    .forEachRemaining(
                            other -> assertThat(services.has(other)).as(other).isTrue());
        }
    }

    /// So that `up --wait` means that all of them answer.
    @Test
    void composeAsksEachServiceWhetherItIsReady() throws Exception {
        var status = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var port = server.getAddress().getPort();
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        try {
            for (var service : ChartReference.SERVICES) {
                var test = compose().at("/services/" + service + "/healthcheck/test");
                assertThat(test.path(0).asText()).as(service).isEqualTo("CMD");
                for (var answer : List.of(200, 503)) {
                    status.set(answer);
                    assertThat(healthy(test, port)).isEqualTo(answer == 200);
                }
            }
        } finally {
            server.stop(0);
        }
        assertThat(healthy(compose().at("/services/tracking/healthcheck/test"), port))
                .as("nobody listens")
                .isFalse();
    }

    /// Runs a health check as an engine does, on another port.
    private static boolean healthy(JsonNode test, int port) throws Exception {
        var command = test.valueStream()
                .skip(1)
                .map(word -> word.asText().replace("$$", "$").replace("/8080", "/" + port))
                .toList();
        return new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /// Native libraries are loaded from there.
    @Test
    void composeLetsServicesLoadWhatTheyUnpack() throws IOException {
        for (var service : ChartReference.SERVICES)
            assertThat(compose().at("/services/" + service + "/tmpfs/0").asText())
                    .as(service)
                    .isEqualTo("/tmp:exec");
    }

    /// Whatever a service is told here, the chart tells it as well: one set of names.
    @Test
    void composeSetsWhatTheChartSets() throws IOException {
        var services = compose().path("services");
        var chart = Chart.rendered(Chart.values("values-trial.yaml"));
        for (var service : ChartReference.SERVICES) {
            var known = new TreeSet<String>();
            Chart.object(chart, "ConfigMap", service).path("data").fieldNames().forEachRemaining(known::add);
            Chart.object(chart, "Deployment", service)
                    .at("/spec/template/spec/containers/0/env")
                    .forEach(variable -> known.add(variable.path("name").asText()));
            var told = new TreeSet<String>();
            services.path(service).path("environment").fieldNames().forEachRemaining(told::add);
            told.removeIf(name -> name.startsWith("QUARKUS_REST_CLIENT_") || name.equals("QUARKUS_REDIS_HOSTS"));
            told.removeIf(name -> name.startsWith("QUARKUS_OIDC_CLIENT_"));
            assertThat(known).as(service).containsAll(told);
        }
    }

    @Test
    void composeMountsWhatIsThere() throws IOException {
        for (var service : compose().path("services")) {
            for (var volume : service.path("volumes")) {
                var from = volume.asText().split(":")[0];
                if (from.startsWith("."))
                    assertThat(ROOT.resolve("deploy/compose").resolve(from))
                            .as(from)
                            .exists();
            }
        }
    }

    @Test
    void composeMakesTheTopicsOfTheChart() throws IOException {
        var wanted = StreamSupport.stream(
                        Chart.YAML
                                .readTree(Chart.FOLDER
                                        .resolve("files/topics.yaml")
                                        .toFile())
                                .spliterator(),
                        false)
                .map(topic -> "topic " + topic.path("name").asText()
                        + topic.path("config").properties().stream()
                                .map(each -> " --config " + each.getKey() + "="
                                        + each.getValue().asText())
                                .collect(Collectors.joining()))
                .toList();
        var made = Files.readString(ROOT.resolve("deploy/compose/topics.sh"))
                .lines()
                .filter(line -> line.startsWith("topic "))
                .toList();
        assertThat(made).isEqualTo(wanted);
    }
}
