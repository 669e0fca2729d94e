package io.danggol.e2e.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.helm.Release;
import io.danggol.local.suite.Addresses;
import io.danggol.local.suite.Home;
import io.danggol.local.suite.Secrets;
import io.danggol.reachability.AgentJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The environment that the chart gives each service, for stores on this machine: services of the end-to-end suite get
/// this and nothing else, so that whatever the chart forgets is missed.
final class ChartEnvironment {
    private ChartEnvironment() {}

    /// Writes `<service>.env` of each service; where they are.
    static Path write(Path checkout, Home home, Addresses addresses) throws IOException {
        var release = Release.of(checkout.resolve("helm/danggol"), values(home, addresses));
        var folder = Files.createDirectories(home.folder().resolve("chart-environment"));
        var secrets = secrets(Secrets.of(home));
        for (var service : Addresses.services()) {
            var variables = new HashMap<>(release.environment(service, secrets));
            variables.put("LANG", "C.UTF-8"); // as the images have it
            // In a cluster the neighbours' names lead to them.
            for (var other : Addresses.services()) {
                variables.computeIfPresent(
                        "QUARKUS_REST_CLIENT_" + other.toUpperCase(java.util.Locale.ROOT) + "_SERVICE_URL",
                        (_, _) -> addresses.serviceUrl(other));
            }
            Files.writeString(
                    folder.resolve(service + ".env"),
                    variables.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                            .sorted()
                            .collect(Collectors.joining()));
        }
        return folder;
    }

    /// Where the processes of a service leave what they reached, for [io.danggol.reachability.Reach].
    static Path reached(Home home, String service) {
        return home.of("reached").resolve(service);
    }

    private static ObjectNode values(Home home, Addresses addresses) throws IOException {
        var values = SuiteClient.JSON.createObjectNode();
        var global = values.putObject("global");
        global.putObject("secrets").put("existingSecret", "local");
        global.putObject("kafka").put("bootstrapServers", addresses.bootstrap());
        global.putObject("postgresql").put("host", "localhost").put("port", addresses.postgres());
        global.putObject("redis").put("url", "redis://localhost:" + addresses.redis());
        global.putObject("oidc").put("issuer", addresses.issuer()).put("audience", "danggol");
        global.putObject("config")
                .putObject("shop")
                .put("name", "단골상점")
                .put("email", "hello@danggol-shop.example")
                .put("phone", "02-0000-0000")
                .put("address", "서울시 단골구 단골길 1")
                .put("optOut080", "080-000-0000");
        global.putObject("storefront")
                .set(
                        "keys",
                        SuiteClient.JSON.valueToTree(List.of(
                                Map.of(
                                        "key", "demo-key",
                                        "kind", "public",
                                        "origins", List.of("http://localhost:*", "http://127.0.0.1:*")),
                                Map.of("secretKey", "storefront-secret-key", "kind", "secret"))));
        global.putObject("tracing")
                .put("enabled", true)
                .put("endpoint", Addresses.url(addresses.traces()))
                .put("protocol", "http/protobuf")
                .put("ratio", 1);
        var services = global.putObject("services");
        services.putArray("env")
                .addObject()
                .put("name", "QUARKUS_OTEL_BSP_SCHEDULE_DELAY")
                .put("value", "1S");
        for (var service : Addresses.services()) {
            values.putObject(service)
                    .put("publicUrl", addresses.serviceUrl(service))
                    .put(
                            "javaOptions",
                            AgentJar.write(home.of("reached").resolve("agent.jar"), reached(home, service)));
        }
        values.withObject("/segment/config/segment").put("rfmEvery", "PT1M");
        var campaign = values.withObject("/campaign/config");
        campaign.putObject("mail").put("host", "localhost").put("port", addresses.smtp());
        campaign.putObject("kakao")
                .putObject("nhn")
                .put("url", Addresses.url(addresses.kakaoInbox()))
                .put("senderKey", "danggol0sender0key0danggol0sender0key000");
        return values;
    }

    /// As `./danggol up` has them: databases and clients of this machine alone.
    private static Map<String, String> secrets(Secrets local) {
        var secrets = new HashMap<String, String>();
        secrets.put("identity-key", local.identity());
        secrets.put("shop-secret", local.shop());
        secrets.put("encryption-keys", "local:" + local.encryption());
        secrets.put("storefront-secret-key", "demo-secret");
        for (var service : Addresses.services()) {
            secrets.put("postgresql-" + service, service);
            secrets.put("oidc-" + service, service + "-service");
        }
        secrets.put("nhn-app-key", "danggol-app-key");
        secrets.put("nhn-secret-key", "danggol-secret-key");
        secrets.put("nhn-webhook-signature", "danggol-webhook-signature");
        return secrets;
    }
}
