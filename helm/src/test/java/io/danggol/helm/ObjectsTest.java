package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every object of every release has to be.
class ObjectsTest {
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.danggol.helm.Releases#all")
    void isWhatKubernetesKnows(String release, List<JsonNode> objects) throws Exception {
        for (var object : objects) {
            var typed = KUBERNETES.unmarshal(JSON.writeValueAsString(object));
            if (typed instanceof GenericKubernetesResource) {
                assertThat(faultsByDefinition(object)).as(nameOf(object)).isEmpty();
            } else {
                assertThat(Leftovers.of(typed)).as(nameOf(object)).isEmpty();
            }
        }
    }

    /// The checks above would be worth nothing if they found nothing.
    @Test
    void findsWhatNoTypeKnows() throws Exception {
        var deployment = (ObjectNode) Chart.object(Chart.rendered(Chart.least()), "Deployment", "profile");
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("imagePullPolice", "Always");
        ((ObjectNode) deployment.path("spec")).put("replica", 3);
        assertThat(Leftovers.of(KUBERNETES.unmarshal(JSON.writeValueAsString(deployment))))
                .containsExactlyInAnyOrder("/spec/template/spec/containers/0/imagePullPolice", "/spec/replica");
        var topic = JSON.readTree(
                "{\"apiVersion\":\"kafka.strimzi.io/v1\",\"kind\":\"KafkaTopic\",\"spec\":{\"partition\":12}}");
        assertThat(faultsByDefinition(topic)).isNotEmpty();
    }

    /// Kinds of operators, by what their CustomResourceDefinition says.
    private static List<String> faultsByDefinition(JsonNode object) throws Exception {
        var file = "/crds/" + object.path("kind").asText() + ".json";
        try (var schema = ObjectsTest.class.getResourceAsStream(file)) {
            if (schema == null) return List.of("no schema " + file);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema)
                    .validate(object)
                    .stream()
                    .map(fault -> fault.toString())
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.danggol.helm.Releases#all")
    void hasTheUsualLabels(String release, List<JsonNode> objects) {
        for (var object : objects) {
            var labels = object.at("/metadata/labels");
            for (var label : List.of("name", "instance", "component", "part-of", "version", "managed-by")) {
                assertThat(labels.path("app.kubernetes.io/" + label).asText())
                        .as(nameOf(object) + " " + label)
                        .isNotBlank();
            }
            assertThat(object.at("/metadata/namespace").asText())
                    .as(nameOf(object))
                    .isEqualTo(
                            release.equals("strimzi elsewhere")
                                            && object.path("kind").asText().startsWith("Kafka")
                                    ? "kafka"
                                    : "danggol");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.danggol.helm.Releases#all")
    void runsWithoutRights(String release, List<JsonNode> objects) {
        pods(objects).forEach((name, pod) -> {
            assertThat(pod.path("automountServiceAccountToken"))
                    .as(name)
                    .isEqualTo(JSON.getNodeFactory().booleanNode(false));
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean())
                    .as(name)
                    .isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                    .as(name)
                    .isEqualTo("RuntimeDefault");
            for (var flag : List.of("hostNetwork", "hostPID", "hostIPC"))
                assertThat(pod.has(flag)).as(name).isFalse();
            for (var volume : pod.path("volumes"))
                assertThat(volume.has("hostPath")).as(name).isFalse();
            containers(pod).forEach(container -> {
                var context = container.path("securityContext");
                var which = name + " " + container.path("name").asText();
                assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                        .as(which)
                        .isFalse();
                assertThat(context.path("privileged").asBoolean()).as(which).isFalse();
                assertThat(context.at("/capabilities/drop/0").asText())
                        .as(which)
                        .isEqualTo("ALL");
                if (!isServerOfATrial(which)) {
                    assertThat(context.path("readOnlyRootFilesystem").asBoolean())
                            .as(which)
                            .isTrue();
                }
            });
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.danggol.helm.Releases#allWithAPullSecret")
    void isPulledWithTheSecretForThat(String release, List<JsonNode> objects) {
        pods(objects)
                .forEach((name, pod) -> assertThat(
                                pod.at("/imagePullSecrets/0/name").asText())
                        .as(name)
                        .isEqualTo("registry"));
    }

    /// Pods of a roll-out are spread among themselves, not among those that they replace.
    @Test
    void spreadsThePodsOfOneRevision() {
        var objects = Chart.rendered(Chart.least("recommendation.snapshots.persistence.enabled", true));

        assertThat(spreadBy(objects, "Deployment", "profile")).isEqualTo("pod-template-hash");
        assertThat(spreadBy(objects, "StatefulSet", "recommendation")).isEqualTo("controller-revision-hash");
    }

    private static String spreadBy(List<JsonNode> objects, String kind, String service) {
        return Chart.object(objects, kind, service)
                .at("/spec/template/spec/topologySpreadConstraints/0/matchLabelKeys/0")
                .asText();
    }

    /// Two images of others write beside their volumes.
    private static boolean isServerOfATrial(String container) {
        return container.endsWith(" kafka") || container.endsWith(" keycloak");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.danggol.helm.Releases#all")
    void hasLimitsProbesAndAVersion(String release, List<JsonNode> objects) {
        for (var object : objects) {
            var kind = object.path("kind").asText();
            var pod = podOf(object);
            if (pod.isMissingNode()) continue;
            containers(pod).forEach(container -> {
                var which = nameOf(object) + " " + container.path("name").asText();
                assertThat(container.at("/resources/limits/memory").asText())
                        .as(which)
                        .isNotBlank();
                assertThat(container.at("/resources/requests/cpu").asText())
                        .as(which)
                        .isNotBlank();
                assertThat(container.path("image").asText())
                        .as(which)
                        .matches(".+(:[^:/]*[0-9][^:/]*|@sha256:[0-9a-f]{64})")
                        .doesNotContain("latest");
            });
            if (kind.equals("Deployment") || kind.equals("StatefulSet")) {
                for (var container : pod.path("containers")) {
                    for (var probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                        assertThat(container.has(probe))
                                .as(nameOf(object) + " " + probe)
                                .isTrue();
                    }
                }
            }
        }
    }

    /// Whatever an object refers to in the release is there.
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.danggol.helm.Releases#all")
    void refersToWhatIsThere(String release, List<JsonNode> objects) {
        var names = objects.stream().map(ObjectsTest::nameOf).toList();
        for (var object : objects) {
            var pod = podOf(object);
            for (var container : containers(pod)) {
                for (var source : container.path("envFrom")) {
                    var map = source.at("/configMapRef/name").asText();
                    if (!map.isEmpty()) assertThat(names).contains("ConfigMap " + map);
                }
            }
            var volumes = Stream.of(pod.path("volumes"), object.at("/spec/volumeClaimTemplates"))
                    .flatMap(each -> each.findValuesAsText("name").stream())
                    .toList();
            for (var container : containers(pod))
                for (var mount : container.path("volumeMounts"))
                    assertThat(volumes).contains(mount.path("name").asText());
            var account = pod.path("serviceAccountName").asText("default");
            if (!account.equals("default")) assertThat(names).contains("ServiceAccount " + account);
            var target = object.at("/spec/scaleTargetRef");
            if (target.isObject())
                assertThat(names)
                        .contains(target.path("kind").asText() + " "
                                + target.path("name").asText());
            for (var rule : object.at("/spec/rules")) {
                for (var backend : rule.path("backendRefs")) {
                    assertThat(names).contains("Service " + backend.path("name").asText());
                }
            }
        }
    }

    /// A migration speaks to the database that its service speaks to, whatever was given on top.
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.danggol.helm.Releases#all")
    void migrationsAreToldWhatTheirServicesAre(String release, List<JsonNode> objects) {
        var migrated = 0;
        for (var object : objects) {
            for (var migration : containers(podOf(object))) {
                if (!migration.path("name").asText().equals("migrate")) continue;
                var name = object.at("/metadata/name").asText().replaceFirst("-migrate$", "");
                var service = objects.stream()
                        .filter(each -> Set.of("Deployment", "StatefulSet")
                                .contains(each.path("kind").asText()))
                        .filter(each -> each.at("/metadata/name").asText().equals(name))
                        .map(each -> podOf(each).at("/containers/0"))
                        .findFirst()
                        .orElseThrow();
                assertThat(sources(migration, objects)).isEqualTo(sources(service, objects));
                for (var variable : service.path("env")) {
                    // It speaks to no broker.
                    if (!variable.path("name").asText().startsWith("KAFKA_"))
                        assertThat(migration.path("env")).contains(variable);
                }
                migrated++;
            }
        }
        assertThat(migrated).isEqualTo(release.equals("one service") ? 0 : 4);
    }

    /// The variables of each source in their order, of those that the release brings; the others' names.
    private static List<JsonNode> sources(JsonNode container, List<JsonNode> objects) {
        var sources = new ArrayList<JsonNode>();
        for (var source : container.path("envFrom")) {
            var map = "ConfigMap " + source.at("/configMapRef/name").asText();
            sources.add(objects.stream()
                    .filter(each -> nameOf(each).equals(map))
                    .map(each -> each.path("data"))
                    .findFirst()
                    .orElse(source));
        }
        return sources;
    }

    private static Map<String, JsonNode> pods(List<JsonNode> objects) {
        var pods = new java.util.LinkedHashMap<String, JsonNode>();
        for (var object : objects) {
            var pod = podOf(object);
            if (!pod.isMissingNode()) pods.put(nameOf(object), pod);
        }
        return pods;
    }

    private static JsonNode podOf(JsonNode object) {
        return object.path("kind").asText().equals("Pod") ? object.path("spec") : object.at("/spec/template/spec");
    }

    private static List<JsonNode> containers(JsonNode pod) {
        return Stream.of(pod.path("initContainers"), pod.path("containers"))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .toList();
    }

    private static String nameOf(JsonNode object) {
        return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
    }
}
