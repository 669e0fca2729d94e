package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the chart's PostgreSQL and the services' pods know of each other.
class DatabasesTest {
    private static final List<String> SERVICES = List.of("profile", "segment", "recommendation", "campaign");

    /// A pod that migrates opens two connections of its own.
    private static final int MIGRATION = 2;

    /// What PostgreSQL keeps for its superusers.
    private static final int RESERVED = 3;

    /// All pods that the production values allow, in the middle of a roll-out.
    @Test
    void takesWhatAllPodsMayOpen() {
        var shop = Chart.rendered("values-production.yaml");
        var needed = RESERVED;
        for (var service : SERVICES) {
            var pool = Chart.object(shop, "ConfigMap", service)
                    .at("/data/QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE")
                    .asInt();
            var pods = Chart.object(shop, "HorizontalPodAutoscaler", service)
                    .at("/spec/maxReplicas")
                    .asInt();
            assertThat(pool * pods).as(service).isPositive();
            var surge = shop.stream().anyMatch(it -> isDeployment(it, service)) ? 1 : 0;
            needed += pool * (pods + surge) + surge * MIGRATION;
        }
        var cluster = Chart.object(Chart.rendered(Releases.cloudNativePg()), "Cluster", "postgresql");
        assertThat(cluster.at("/spec/postgresql/parameters/max_connections").asInt())
                .isGreaterThanOrEqualTo(needed);
    }

    private static boolean isDeployment(JsonNode object, String service) {
        return object.path("kind").asText().equals("Deployment")
                && object.at("/metadata/labels/app.kubernetes.io~1component")
                        .asText()
                        .equals(service);
    }

    static List<ObjectNode> clusters() {
        return List.of(Releases.cloudNativePg(), Releases.recovered());
    }

    /// However the Cluster begins, a service's user has the password that the service reads.
    @ParameterizedTest
    @MethodSource("clusters")
    void everyUserHasThePasswordThatTheServiceReads(ObjectNode values) {
        var objects = Chart.rendered(values);
        var cluster = objects.stream()
                .filter(it -> it.path("kind").asText().equals("Cluster"))
                .findFirst()
                .orElseThrow();
        for (var service : SERVICES) {
            var kind = objects.stream().anyMatch(it -> isDeployment(it, service)) ? "Deployment" : "StatefulSet";
            var read = stream(Chart.object(objects, kind, service).at("/spec/template/spec/containers/0/env"))
                    .filter(it -> it.path("name").asText().equals("QUARKUS_DATASOURCE_PASSWORD"))
                    .map(it -> it.at("/valueFrom/secretKeyRef/name").asText())
                    .findFirst()
                    .orElseThrow();
            assertThat(secretOf(cluster, service)).as(service).isEqualTo(read);
            assertThat(objects).anySatisfy(it -> {
                assertThat(it.path("kind").asText()).isEqualTo("Secret");
                assertThat(it.at("/metadata/name").asText()).isEqualTo(read);
            });
        }
    }

    private static String secretOf(JsonNode cluster, String user) {
        var begins = cluster.at("/spec/bootstrap").elements().next();
        if (begins.path("owner").asText().equals(user))
            return begins.at("/secret/name").asText();
        return stream(cluster.at("/spec/managed/roles"))
                .filter(it -> it.path("name").asText().equals(user))
                .map(it -> it.at("/passwordSecret/name").asText())
                .findFirst()
                .orElse("");
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }
}
