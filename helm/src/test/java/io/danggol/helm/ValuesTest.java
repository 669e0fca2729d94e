package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import io.danggol.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the chart says of values.
class ValuesTest {
    @AfterEach
    void emptyTheCluster() {
        Cluster.empty();
    }

    /// Lint takes a chart's own values alone, so each file is put in their place.
    @ParameterizedTest
    @ValueSource(strings = {"values-trial.yaml", "values-production.yaml"})
    void lintIsContent(String file, @TempDir Path folder) throws Exception {
        Cluster.start();
        copy(Chart.FOLDER, folder);
        var values = Chart.values("values.yaml");
        merge(values, Chart.values(file));
        Chart.YAML.writeValue(folder.resolve("values.yaml").toFile(), values);
        var result = new Helm(folder).lint().strict().call();
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    /// A wrong value is refused with its path in its chart, and with what is expected; nothing else is refused then.
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            global.services.replicaCount | "two" | danggol | '/global/services/replicaCount': got string, want integer
            global.services.replicaCount | 13 | danggol | '/global/services/replicaCount': maximum: got 13, want 12
            profile.replicaCount | 13 | profile | '/replicaCount': maximum: got 13, want 12
            global.services.replicas | 2 | danggol | '/global/services': additional properties 'replicas' not allowed
            global.services.image.pullPolicy | "Sometimes" | danggol | '/global/services/image/pullPolicy': value must be one of 'Always', 'IfNotPresent', 'Never'
            global.services.autoscaling.maxReplicas | 13 | danggol | '/global/services/autoscaling/maxReplicas': maximum: got 13, want 12
            global.kafka.securityProtocol | "TLS" | danggol | '/global/kafka/securityProtocol': value must be one of 'PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'
            global.redis.url | "redis.example:6379" | danggol | '/global/redis/url': 'redis.example:6379' does not match pattern '^(rediss?://.+)?$'
            global.config.orders.trust | "everybody" | danggol | '/global/config/orders/trust': value must be one of 'server', 'browser'
            campaign.config.campaign.capLimit | -1 | campaign | '/config/campaign/capLimit': minimum: got -1, want 0
            campaign.config.campaign.freshness | "24h" | campaign | '/config/campaign/freshness': '24h' does not match pattern '^P'
            campaign.config.campaign.capLimits | 3 | campaign | '/config/campaign': additional properties 'capLimits' not allowed
            campaign.config.kakao.targetings | ["X"] | campaign | '/config/kakao/targetings/0': value must be one of 'I', 'M', 'N'
            segment.config.segment.chunk | 0 | segment | '/config/segment/chunk': minimum: got 0, want 1
            tracking.config.intake.eventsPerSecond | "many" | tracking | '/config/intake/eventsPerSecond': got string, want integer
            recommendation.config.recommendation.socialProof.floor | 0 | recommendation | '/config/recommendation/socialProof/floor': minimum: got 0, want 1
            campaings | {} | danggol | '': additional properties 'campaings' not allowed
            """)
    void refusesAWrongValueWithItsPath(String path, String value, String chart, String refusal) throws Exception {
        var json = Chart.YAML.readTree(value);
        assertThatThrownBy(() -> Chart.rendered(Chart.least(path, json)))
                .message()
                .isEqualToIgnoringNewLines(
                        "values don't meet the specifications of the schema(s) in the following chart(s):\n" + chart
                                + ":\n- at " + refusal + "\n");
    }

    /// A name alone leads to all that is public, as do names of most charts without paths; else the paths are those
    /// given.
    @Test
    void aHostLeadsToAllThatIsPublicOrToThePathsThatItNames() throws Exception {
        var ingress = Chart.YAML.readTree("""
                enabled: true
                hosts:
                  - a.shop.example
                  - host: b.shop.example
                  - {host: c.shop.example, paths: [{path: /c, pathType: Exact}, {path: /v1/onsite-messages/shown}]}
                """);

        var rules = Chart.object(Chart.rendered(Chart.least("campaign.ingress", ingress)), "Ingress", "campaign")
                .at("/spec/rules");

        var all = Chart.values("charts/campaign/values.yaml")
                .path("publicPaths")
                .valueStream()
                .map(path -> path.asText() + " Prefix")
                .toList();
        assertThat(rules.findValuesAsText("host"))
                .containsExactly("a.shop.example", "b.shop.example", "c.shop.example");
        assertThat(paths(rules.get(0))).isEqualTo(all);
        assertThat(paths(rules.get(1))).isEqualTo(all);
        assertThat(paths(rules.get(2))).containsExactly("/c Exact", "/v1/onsite-messages/shown Prefix");
    }

    private static List<String> paths(JsonNode rule) {
        return rule.at("/http/paths")
                .valueStream()
                .map(each ->
                        each.path("path").asText() + " " + each.path("pathType").asText())
                .toList();
    }

    /// A port that a service is told is open to it without being said again, and one that is closed is closed.
    @ParameterizedTest(name = "{0} = {1}: {2} reaches {3}")
    @CsvSource(delimiter = '|', textBlock = """
            global.postgresql.port | 6432 | profile | 6432
            global.kafka.bootstrapServers | "b-1.example:9096,b-2.example:9196" | tracking | 9096, 9196
            global.redis.url | "rediss://:pw@r.example:6380/0" | recommendation | 6380
            global.oidc.issuer | "https://login.example:8443/realms/shop" | segment | 8443
            global.tracing | {"enabled":true,"endpoint":"http://collector:14317"} | segment | 14317
            campaign.config.mail.port | 2525 | campaign | 2525
            """)
    void servicesReachThePortsThatTheyAreTold(String path, String value, String service, String ports)
            throws Exception {
        var policy = policy(Chart.least(path, Chart.YAML.readTree(value)), service);

        assertThat(policy.path("egress").findValuesAsText("port")).contains(ports.split(", "));
    }

    @Test
    void noPortsAreNoWay() {
        var least = policy(Chart.least(), "campaign").path("egress").size();

        var closed = policy(Chart.least("global.egress.providers.ports", Chart.YAML.createArrayNode()), "campaign");

        assertThat(closed.path("egress"))
                .hasSize(least - 1)
                .allMatch(rule -> !rule.path("ports").isEmpty());
    }

    private static JsonNode policy(ObjectNode values, String service) {
        return Chart.rendered(values).stream()
                .filter(object -> object.path("kind").asText().equals("NetworkPolicy")
                        && object.at("/metadata/name").asText().endsWith("-" + service))
                .findFirst()
                .orElseThrow()
                .path("spec");
    }

    /// What no single value can tell is told by the templates, with its path.
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', textBlock = """
            global.kafka.bootstrapServers | "" | global.kafka.bootstrapServers
            global.postgresql.host | "" | global.postgresql.host
            global.redis.url | "" | global.redis.url
            global.oidc.issuer | "" | global.oidc.issuer
            global.secrets.existingSecret | "" | global.secrets.existingSecret
            global.tracing.enabled | true | global.tracing.endpoint
            global.strimzi.enabled | true | global.strimzi.cluster
            campaign.httpRoute.enabled | true | campaign.httpRoute.parentRefs
            campaign.ingress.enabled | true | campaign.ingress.hosts
            campaign.ingress | {"enabled":true,"hosts":[{"host":"h","paths":[{"path":"/","pathType":"Prefix"}]}]} | campaign.ingress.hosts: path / (expected: one of /v1/onsite-messages, /c,
            campaign.ingress | {"enabled":true,"hosts":[{"host":"h","paths":[{"path":"/cc"}]}]} | campaign.ingress.hosts: path /cc (expected:
            campaign.ingress | {"enabled":true,"hosts":[{"host":"h","paths":[{"path":"/v1/campaigns"}]}]} | campaign.ingress.hosts: path /v1/campaigns (expected:
            campaign.staffHttpRoute.enabled | true | campaign.staffHttpRoute.parentRefs
            segment.httpRoute | {"enabled":true,"parentRefs":[{"name":"public"}]} | segment.httpRoute.enabled
            profile.service.port | 80 | profile.service.port
            global.postgresql | {"host":"p","sslMode":"verify-full"} | global.postgresql.caSecret.name
            global.services.preStopSeconds | 75 | preStopSeconds
            global.services.serviceAccount.name | shop | global.services.serviceAccount.name
            global | {"migrations":{"by":"job"},"secrets":{"externalSecret":{"enabled":true,"storeRef":{"name":"vault"}}},"kafka":{"bootstrapServers":"k:9092"},"postgresql":{"host":"p"},"redis":{"url":"redis://r:6379"},"oidc":{"issuer":"https://l"}} | global.migrations.by
            global.services.autoscaling | {"enabled":true,"minReplicas":5,"maxReplicas":3} | autoscaling.minReplicas
            global.services.autoscaling.keda.enabled | true | autoscaling.enabled: false (expected: true, as autoscaling.keda.enabled is)
            global | {"services":{"autoscaling":{"enabled":true,"keda":{"enabled":true}}},"secrets":{"existingSecret":"s"},"kafka":{"bootstrapServers":"k:9092","securityProtocol":"SASL_SSL"},"postgresql":{"host":"p"},"redis":{"url":"redis://r:6379"},"oidc":{"issuer":"https://l"}} | autoscaling.keda.authenticationRef: none given (expected: a TriggerAuthentication, as global.kafka.securityProtocol is SASL_SSL)
            global.services.autoscaling | {"enabled":true,"keda":{"enabled":true}} | global.kafka.bootstrapServers: kafka:9092 (expected: a name with its namespace, such as kafka.data.svc:9092
            global | {"trial":{"enabled":true},"services":{"autoscaling":{"enabled":true,"keda":{"enabled":true}}}} | global.kafka.bootstrapServers: shop-danggol-kafka:9092 (expected: a name with its namespace
            """)
    void asksForWhatIsMissing(String path, String value, String named) throws Exception {
        var json = Chart.YAML.readTree(value);
        assertThatThrownBy(() -> Chart.rendered(Chart.least(path, json))).hasMessageContaining(named);
    }

    /// Twelve is written into the templates and the schema.
    @Test
    void twelveIsHowManyPartitionsATopicHas() {
        assertThat(Topic.PARTITIONS).isEqualTo(12);
    }

    /// An upgrade that made new keys would make every profile's id and every address worthless.
    @Test
    void secretsOfATrialAreKept() {
        var known = Base64.getEncoder().encodeToString("as it was".getBytes());
        Cluster.hold("shop-danggol-secrets", Map.of("identity-key", known));
        var secret = Chart.object(Chart.rendered("values-trial.yaml"), "Secret", "secrets")
                .path("data");
        assertThat(secret.path("identity-key").asText()).isEqualTo(known);
        assertThat(Base64.getDecoder().decode(secret.path("shop-secret").asText()))
                .hasSizeGreaterThanOrEqualTo(32);
        var encryption = new String(
                Base64.getDecoder().decode(secret.path("encryption-keys").asText()));
        assertThat(encryption).startsWith("k1:");
        assertThat(Base64.getDecoder().decode(encryption.substring(3))).hasSize(32);
        var anew = Chart.object(Chart.rendered("values-trial.yaml"), "Secret", "secrets")
                .path("data");
        assertThat(anew.path("shop-secret")).isNotEqualTo(secret.path("shop-secret"));
    }

    /// Images are those of the chart's version: the sub-charts say which.
    @Test
    void oneVersionHoldsForAll(@TempDir Path folder) throws Exception {
        copy(Path.of("set-version").toAbsolutePath(), folder.resolve("set-version"));
        copy(Chart.FOLDER, folder.resolve("danggol"));
        var set = new ProcessBuilder("sh", "set-version", "9.8.7")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(set.waitFor()).isZero();
        for (var object : Release.of(folder.resolve("danggol"), Chart.least()).objects()) {
            assertThat(object.at("/metadata/labels")
                            .path("app.kubernetes.io/version")
                            .asText())
                    .isEqualTo("9.8.7");
            for (var container : object.at("/spec/template/spec/containers"))
                assertThat(container.path("image").asText()).endsWith(":9.8.7-jvm");
        }
        try (var files = Files.walk(Chart.FOLDER)) {
            var versions = files.filter(file -> file.endsWith("Chart.yaml"))
                    .flatMap(ValuesTest::versions)
                    .distinct();
            assertThat(versions).hasSize(1);
        }
    }

    private static Stream<String> versions(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> line.matches("(version|appVersion): .*"))
                    .map(line -> line.replaceFirst(".*: ", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Large numbers stay whole, lists become commas, what is empty is not set.
    @Test
    void settingsBecomeVariables() {
        var values = Chart.least("campaign.config.kakao.targetings", List.of("M", "N"));
        Chart.with(values, "global.config.log.maxBatch", 2_000_000);
        Chart.with(values, "profile.config.log.maxBatch", 7);
        var objects = Chart.rendered(values);
        var campaign = Chart.object(objects, "ConfigMap", "campaign").path("data");
        assertThat(campaign.path("DANGGOL_LOG_MAX_BATCH").asText()).isEqualTo("2000000");
        assertThat(campaign.path("DANGGOL_KAKAO_TARGETINGS").asText()).isEqualTo("M,N");
        assertThat(campaign.has("DANGGOL_MAIL_HOST")).isFalse();
        assertThat(Chart.object(objects, "ConfigMap", "profile")
                        .at("/data/DANGGOL_LOG_MAX_BATCH")
                        .asText())
                .isEqualTo("7");
        assertThat(Chart.object(objects, "ConfigMap", "recommendation")
                        .at("/data/DANGGOL_RECOMMENDATION_ITEMS")
                        .asText())
                .isEqualTo("2000000");
    }

    private static void copy(Path from, Path to) throws Exception {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.copy(file, target);
            }
        }
    }

    private static void merge(ObjectNode into, ObjectNode over) {
        over.properties().forEach(property -> {
            if (into.get(property.getKey()) instanceof ObjectNode below
                    && property.getValue() instanceof ObjectNode object) {
                merge(below, object);
            } else {
                into.set(property.getKey(), property.getValue());
            }
        });
    }
}
