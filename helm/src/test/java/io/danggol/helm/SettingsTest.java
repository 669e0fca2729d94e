package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Settings of the services and values of the chart, compared both ways.
class SettingsTest {
    /// Not for a deployment to say: the clock of the local suite, what belongs to a service's code, and the readers'
    /// groups, by which rights and scaling go.
    private static final Set<String> INTERNAL = Set.of(
            "danggol.clock.file", "danggol.http.import-paths", "danggol.http.refuse-unknown-keys", "danggol.log.group");

    private static final List<JsonNode> EVERYTHING_SET = Chart.rendered(everythingSet());

    static List<String> services() {
        return ChartReference.SERVICES;
    }

    /// Every setting that a service reads can be set by the chart.
    @ParameterizedTest
    @MethodSource("services")
    void everySettingCanBeSet(String service) {
        var variables = variablesOf(service);
        var missing = new TreeSet<String>();
        for (var setting : ServiceProperties.readBy(service)) {
            var variable = variable(setting);
            if (!INTERNAL.contains(setting)
                    && variables.stream()
                            .noneMatch(name -> variable.matcher(name).matches())) {
                missing.add(setting);
            }
        }
        assertThat(missing).isEmpty();
    }

    /// Every server that a service looks for on a developer's machine is named by the chart.
    @ParameterizedTest
    @MethodSource("services")
    void everyServerIsNamed(String service) {
        var variables = variablesOf(service);
        var missing = ServiceProperties.pointingHere(service).stream()
                .filter(name -> variables.stream().noneMatch(variable(name).asMatchPredicate()))
                .toList();
        assertThat(missing).isEmpty();
    }

    /// No value of a service is there for nothing: the service reads it.
    @ParameterizedTest
    @MethodSource("services")
    void noValueIsOrphaned(String service) {
        var read = ServiceProperties.readBy(service).stream()
                .map(SettingsTest::variable)
                .toList();
        var shared = new TreeSet<String>();
        paths(Chart.values("values.yaml").at("/global/config"), "DANGGOL", shared);
        var own = new TreeSet<String>();
        paths(Chart.values("charts/" + service + "/values.yaml").path("config"), "DANGGOL", own);
        var orphans = own.stream()
                .filter(name ->
                        read.stream().noneMatch(setting -> setting.matcher(name).matches()))
                .toList();
        assertThat(orphans).isEmpty();
        assertThat(own).doesNotContainAnyElementsOf(shared);
    }

    /// No service holds a secret that it does not read: whoever takes it over has what it holds.
    @ParameterizedTest
    @MethodSource("services")
    void noSecretIsHeldForNothing(String service) {
        var read = ServiceProperties.readBy(service).stream()
                .map(SettingsTest::variable)
                .toList();
        var held = new TreeSet<String>();
        for (var variable :
                Chart.object(EVERYTHING_SET, "Deployment", service).at("/spec/template/spec/containers/0/env")) {
            var name = variable.path("name").asText();
            if (name.startsWith("DANGGOL_") && variable.at("/valueFrom").has("secretKeyRef")) held.add(name);
        }
        var orphans = held.stream()
                .filter(name ->
                        read.stream().noneMatch(setting -> setting.matcher(name).matches()))
                .toList();
        assertThat(orphans).isEmpty();
    }

    /// segment-service makes no profile ids and has nothing for storefronts; the others sign or check.
    @Test
    void onlyWhoeverKnowsPeopleByNameCanActInTheirs() {
        var keys = List.of("DANGGOL_IDENTITY_KEY", "DANGGOL_SHOP_SECRET");
        assertThat(services().stream().filter(service -> variablesOf(service).containsAll(keys)))
                .containsExactlyInAnyOrder("tracking", "profile", "recommendation", "campaign");
        assertThat(variablesOf("segment")).doesNotContainAnyElementsOf(keys);
    }

    /// A secret key makes its events those of the shop's server. A public one says from where browsers come, too.
    @Test
    void onlyWhomStorefrontsCallHoldsTheirSecretKeys() {
        var keys = List.of(
                Map.of("secretKey", "server-key", "kind", "secret"),
                Map.of("key", "k", "origins", List.of("https://shop.example")),
                Map.of("key", "another-server-key", "kind", "secret"));
        var objects = Chart.rendered(Chart.least("global.storefront.keys", keys));
        assertThat(services().stream().filter(service -> storefrontKeys(objects, service) == keys.size()))
                .containsExactlyInAnyOrder("tracking", "profile", "recommendation", "campaign");

        var segment = Chart.object(objects, "ConfigMap", "segment").path("data");
        assertThat(storefrontKeys(objects, "segment")).isEqualTo(1);
        assertThat(segment.path("DANGGOL_STOREFRONT_KEYS_0__KEY").asText()).isEqualTo("k");
        assertThat(segment.path("DANGGOL_STOREFRONT_KEYS_0__ORIGINS").asText()).isEqualTo("https://shop.example");
        assertThat(Chart.object(objects, "Deployment", "segment").toString()).doesNotContain("server-key");
    }

    private static long storefrontKeys(List<JsonNode> objects, String service) {
        return variablesOf(objects, service).stream()
                .filter(name -> name.matches("DANGGOL_STOREFRONT_KEYS_\\d+__KEY"))
                .count();
    }

    /// Nor is one of those that all services share: one of them reads it, at least.
    @Test
    void noSharedValueIsOrphaned() {
        var read = services().stream()
                .flatMap(service -> ServiceProperties.readBy(service).stream())
                .map(SettingsTest::variable)
                .toList();
        var shared = new TreeSet<String>();
        paths(Chart.values("values.yaml").at("/global/config"), "DANGGOL", shared);
        assertThat(shared)
                .allSatisfy(name -> assertThat(read)
                        .anyMatch(setting -> setting.matcher(name).matches()));
    }

    private static Pattern variable(String setting) {
        var pattern =
                setting.replace("[*]", "_0_").replaceAll("[^A-Za-z0-9*]", "_").toUpperCase(java.util.Locale.ROOT);
        return Pattern.compile(pattern.replace("*", "[A-Z0-9_]+"));
    }

    private static Set<String> variablesOf(String service) {
        return variablesOf(EVERYTHING_SET, service);
    }

    private static Set<String> variablesOf(List<JsonNode> objects, String service) {
        var names = new TreeSet<String>();
        Chart.object(objects, "ConfigMap", service).path("data").fieldNames().forEachRemaining(names::add);
        for (var variable : Chart.object(objects, "Deployment", service).at("/spec/template/spec/containers/0/env")) {
            names.add(variable.path("name").asText());
        }
        return names;
    }

    /// As the chart names the variables of values below `config`.
    private static void paths(JsonNode values, String prefix, Set<String> names) {
        if (values.isMissingNode()) return;
        if (!values.isObject()) {
            names.add(prefix);
            return;
        }
        values.properties().forEach(each -> {
            var key = each.getKey().replaceAll("([a-z])([A-Z0-9])", "$1_$2").toUpperCase(java.util.Locale.ROOT);
            paths(each.getValue(), prefix + "_" + key, names);
        });
    }

    /// A release in which no setting is left empty.
    private static ObjectNode everythingSet() {
        var values =
                Chart.least("global.config", filled(Chart.values("values.yaml").at("/global/config")));
        for (var service : services()) {
            Chart.with(values, service + ".publicUrl", "https://" + service + ".shop.example");
            Chart.with(
                    values,
                    service + ".config",
                    filled(Chart.values("charts/" + service + "/values.yaml").path("config")));
        }
        Chart.with(values, "campaign.dkimKeys", List.of(Map.of("selector", "d1", "secretKey", "dkim")));
        return Chart.with(
                values,
                "global.storefront.keys",
                List.of(Map.of("key", "k", "kind", "public", "origins", List.of("https://shop.example"))));
    }

    private static JsonNode filled(JsonNode values) {
        return switch (values.getNodeType()) {
            case OBJECT -> {
                var filled = JsonNodeFactory.instance.objectNode();
                values.properties().forEach(each -> filled.set(each.getKey(), filled(each.getValue())));
                yield filled;
            }
            case NULL -> JsonNodeFactory.instance.numberNode(1);
            case STRING -> values.asText().isEmpty() ? JsonNodeFactory.instance.textNode("x") : values;
            case MISSING -> JsonNodeFactory.instance.objectNode();
            default -> values;
        };
    }
}
