package io.danggol.helm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Releases in which each file of values and each switch of the chart is used once.
final class Releases {
    private Releases() {}

    /// Its name, and the values that it is given.
    private record Given(String name, ObjectNode values) {}

    /// Each with its name and its objects.
    static Stream<Arguments> all() {
        return given().map(it -> Arguments.of(it.name(), Chart.rendered(it.values())));
    }

    /// Each where images are pulled with the Secret `registry`.
    static Stream<Arguments> allWithAPullSecret() {
        return given().map(it -> Arguments.of(
                it.name(),
                Chart.rendered(
                        Chart.with(it.values(), "global.imagePullSecrets", List.of(Map.of("name", "registry"))))));
    }

    private static Stream<Given> given() {
        return Stream.of(
                new Given("the least", Chart.least()),
                new Given("trial", Chart.values("values-trial.yaml")),
                new Given("trial beside one's own servers", trialBesideOwnServers()),
                new Given("production", Chart.values("values-production.yaml")),
                new Given(
                        "ingress",
                        with(
                                "campaign.ingress",
                                Map.of(
                                        "enabled", true,
                                        "className", "nginx",
                                        "annotations", Map.of("a", "b"),
                                        "hosts", List.of("m.shop.example"),
                                        "tls",
                                                List.of(Map.of(
                                                        "secretName", "m", "hosts", List.of("m.shop.example")))))),
                new Given(
                        "ingress, path by path",
                        with(
                                "campaign.ingress",
                                Map.of(
                                        "enabled",
                                        true,
                                        "hosts",
                                        List.of(
                                                "m.shop.example",
                                                Map.of(
                                                        "host",
                                                        "go.shop.example",
                                                        "paths",
                                                        List.of(Map.of("path", "/c"))))))),
                new Given("keda", keda()),
                new Given("strimzi", strimzi()),
                new Given("strimzi elsewhere", Chart.with(strimzi(), "global.strimzi.namespace", "kafka")),
                new Given("verified servers", verifiedServers()),
                new Given("another port", with("global.services.service.port", 80)),
                new Given("no pause before the end", with("global.services.preStopSeconds", 0)),
                new Given("snapshots that last", snapshots()),
                new Given("ways for staff", waysForStaff()),
                new Given("cloudnative-pg", cloudNativePg()),
                new Given("cloudnative-pg, recovered", recovered()),
                new Given(
                        "cloudnative-pg, own secrets",
                        Chart.with(cloudNativePg(), "global.cloudNativePg.createSecrets", false)),
                new Given("migrations by job", with("global.migrations.by", "job")),
                new Given(
                        "migrations by job, snapshots that last",
                        Chart.with(snapshots(), "global.migrations.by", "job")),
                new Given(
                        "the cluster's image by digest",
                        Chart.with(cloudNativePg(), "global.cloudNativePg.image.digest", "sha256:" + "0".repeat(64))),
                new Given("native", with("global.services.image.tagSuffix", "")),
                new Given("digest", with("profile.image.digest", "sha256:" + "0".repeat(64))),
                new Given("mirror", with("global.imageRegistry", "mirror.example")),
                new Given(
                        "tracing",
                        with("global.tracing", Map.of("enabled", true, "endpoint", "http://collector:4317"))),
                new Given(
                        "monitoring",
                        with(
                                "monitoring",
                                Map.of(
                                        "prometheusRule",
                                        Map.of("enabled", true),
                                        "dashboards",
                                        Map.of("enabled", true)))),
                new Given("service monitors", with("global.services.metrics.serviceMonitor.enabled", true)),
                new Given("own names", with("global.fullnameOverride", "danggol")),
                new Given("no accounts", with("global.services.serviceAccount.create", false)),
                new Given("no policies", with("global.services.networkPolicy.enabled", false)),
                new Given("one service", oneService()),
                new Given("policy file", with("tracking.policy.configMap", "consent-policy")),
                new Given("everything about pods", everythingAboutPods()));
    }

    private static ObjectNode with(String path, Object value) {
        return Chart.with(Chart.least(), path, value);
    }

    private static ObjectNode trialBesideOwnServers() {
        var values = Chart.values("values-trial.yaml");
        for (var server : List.of("kafka", "keycloak", "mail"))
            Chart.with(values, "global.trial." + server + ".enabled", false);
        Chart.with(values, "global.kafka.bootstrapServers", "kafka:9092");
        return Chart.with(values, "global.oidc.issuer", "https://login.shop.example/realms/danggol");
    }

    private static ObjectNode keda() {
        var values = with(
                "global.services.autoscaling",
                Map.of("enabled", true, "keda", Map.of("enabled", true, "authenticationRef", "kafka")));
        return Chart.with(values, "global.kafka.bootstrapServers", "kafka.data.svc:9092");
    }

    private static ObjectNode strimzi() {
        var values = with("global.strimzi", Map.of("enabled", true, "cluster", "kafka"));
        Chart.with(values, "global.kafka.securityProtocol", "SASL_SSL");
        Chart.with(values, "global.kafka.saslMechanism", "SCRAM-SHA-512");
        return Chart.with(values, "global.kafka.caSecret.name", "kafka-cluster-ca-cert");
    }

    static ObjectNode cloudNativePg() {
        var values = with("global.cloudNativePg", Map.of("enabled", true, "storageClass", "fast"));
        return Chart.with(values, "global.postgresql.host", "");
    }

    /// As docs/platform.md has it.
    static ObjectNode recovered() {
        try {
            var page = Files.readString(Chart.FOLDER.resolve("../../docs/platform.md"));
            var example = page.substring(page.indexOf("```yaml") + 7);
            return Chart.YAML
                    .readerForUpdating(cloudNativePg())
                    .readValue(example.substring(0, example.indexOf("```")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode verifiedServers() {
        var values = with("global.postgresql.sslMode", "verify-full");
        Chart.with(values, "global.postgresql.caSecret.name", "postgresql-ca");
        Chart.with(values, "global.redis.url", "rediss://redis:6379");
        Chart.with(values, "global.redis.caSecret.name", "redis-ca");
        return Chart.with(values, "global.oidc.caSecret.name", "oidc-ca");
    }

    private static ObjectNode snapshots() {
        var values = with("recommendation.snapshots.persistence", Map.of("enabled", true, "storageClass", "fast"));
        return Chart.with(values, "recommendation.autoscaling.enabled", true);
    }

    private static ObjectNode waysForStaff() {
        var values = with("segment.staffIngress", Map.of("enabled", true, "hosts", List.of("segments.shop.example")));
        return Chart.with(
                values,
                "profile.staffHttpRoute",
                Map.of("enabled", true, "parentRefs", List.of(Map.of("name", "staff", "namespace", "gateways"))));
    }

    private static ObjectNode oneService() {
        var values = with("tracking.enabled", true);
        for (var other : List.of("profile", "segment", "recommendation", "campaign")) {
            Chart.with(values, other + ".enabled", false);
        }
        return values;
    }

    private static ObjectNode everythingAboutPods() {
        var values = with("global.commonLabels", Map.of("team", "shop"));
        Chart.with(values, "global.imagePullSecrets", List.of(Map.of("name", "registry")));
        Chart.with(values, "global.services.env", List.of(Map.of("name", "A", "value", "b")));
        Chart.with(values, "global.services.envFrom", List.of(Map.of("secretRef", Map.of("name", "more"))));
        Chart.with(values, "global.services.annotations", Map.of("a", "b"));
        Chart.with(values, "global.services.podAnnotations", Map.of("a", "b"));
        Chart.with(values, "global.services.podLabels", Map.of("a", "b"));
        Chart.with(values, "global.services.nodeSelector", Map.of("disk", "fast"));
        Chart.with(values, "global.services.priorityClassName", "high");
        Chart.with(values, "global.services.tolerations", List.of(Map.of("key", "shop", "operator", "Exists")));
        Chart.with(values, "global.services.affinity", Map.of("nodeAffinity", Map.of()));
        Chart.with(values, "global.services.service.annotations", Map.of("a", "b"));
        Chart.with(values, "global.services.serviceAccount.annotations", Map.of("a", "b"));
        Chart.with(values, "global.services.extraVolumes", List.of(Map.of("name", "more", "emptyDir", Map.of())));
        Chart.with(values, "global.services.extraVolumeMounts", List.of(Map.of("name", "more", "mountPath", "/more")));
        return Chart.with(
                values,
                "global.services.networkPolicy.extraEgress",
                List.of(Map.of("ports", List.of(Map.of("port", 8443)))));
    }
}
