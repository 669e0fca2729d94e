package io.danggol.local.suite;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The environment of each service in the local suite: everything it is told, it is told here.
public final class ServiceSettings {
    static final String TOPIC_PREFIX = "danggol.";

    /// Pages on this machine, at any port.
    private static final String LOCAL_ORIGINS = "http://localhost:*,http://127.0.0.1:*";

    private static final String SHOP_EMAIL = "hello@danggol-shop.example";

    private final Home home;
    private final Addresses addresses;
    private final Secrets secrets;
    private final Optional<GivenEnvironment> given = GivenEnvironment.ofEnvironment();

    ServiceSettings(Home home, Addresses addresses, Secrets secrets) {
        this.home = home;
        this.addresses = addresses;
        this.secrets = secrets;
    }

    /// Those of the suite that runs in this home.
    public static ServiceSettings ofSuite(Home home, Addresses addresses) throws IOException {
        return new ServiceSettings(home, addresses, Secrets.of(home));
    }

    /// @param service such as `profile`
    /// @param replica 1 for the first
    public Map<String, String> of(String service, int replica) {
        var settings = given.map(environment -> environment.of(service)).orElseGet(() -> own(service, replica));
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(addresses.service(service, replica)));
        settings.put("DANGGOL_CLOCK_FILE", home.clock().toString());
        // Each replica has a volume of its own.
        settings.computeIfPresent(
                "DANGGOL_RECOMMENDATION_SNAPSHOTS",
                (_, _) -> home.of("recommendation-" + replica).toString());
        return settings;
    }

    /// Whether somebody else has drawn them up, so that a service gets nothing besides.
    boolean areGiven() {
        return given.isPresent();
    }

    /// Whether a service's database has to be migrated before it starts: of themselves services do so.
    boolean migratesFirst(String service) {
        return given.isPresent() && Infrastructure.DATABASES.contains(service);
    }

    private Map<String, String> own(String service, int replica) {
        var settings = new TreeMap<String, String>();
        settings.put("DANGGOL_PUBLIC_URL", addresses.serviceUrl(service));
        stores(settings, service, replica);
        identity(settings, service);
        shop(settings);
        secrets(settings, service);
        neighbours(settings);
        providers(settings);
        settings.putAll(Tracing.settings(addresses));
        // A demo shop's buyers come within minutes, not within weeks.
        if (service.equals("segment")) settings.put("DANGGOL_SEGMENT_RFM_EVERY", "PT1M");
        return settings;
    }

    private void stores(Map<String, String> settings, String service, int replica) {
        settings.put("KAFKA_BOOTSTRAP_SERVERS", addresses.bootstrap());
        settings.put("DANGGOL_TOPIC_PREFIX", TOPIC_PREFIX);
        settings.put("QUARKUS_REDIS_HOSTS", "redis://localhost:" + addresses.redis());
        if (service.equals("recommendation"))
            settings.put(
                    "DANGGOL_RECOMMENDATION_SNAPSHOTS",
                    home.of("recommendation-" + replica).toString());
        if (!Infrastructure.DATABASES.contains(service)) return;
        var database = "localhost:" + addresses.postgres() + "/" + service;
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://" + database);
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + database);
        settings.put("QUARKUS_DATASOURCE_USERNAME", service);
        settings.put("QUARKUS_DATASOURCE_PASSWORD", service);
    }

    /// The client's secret is in the realm's definition: for this machine only.
    private void identity(Map<String, String> settings, String service) {
        settings.put("QUARKUS_OIDC_AUTH_SERVER_URL", addresses.issuer());
        settings.put("QUARKUS_OIDC_CLIENT_AUTH_SERVER_URL", addresses.issuer());
        settings.put("QUARKUS_OIDC_CLIENT_CLIENT_ID", service + "-service");
        settings.put("QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET", service + "-service");
    }

    /// Who sends, in the words of the demo shop's footer.
    private void shop(Map<String, String> settings) {
        settings.put("DANGGOL_SHOP_NAME", "단골상점");
        settings.put("DANGGOL_SHOP_EMAIL", SHOP_EMAIL);
        settings.put("DANGGOL_SHOP_PHONE", "02-0000-0000");
        settings.put("DANGGOL_SHOP_ADDRESS", "서울시 단골구 단골길 1");
        settings.put("DANGGOL_SHOP_OPT_OUT_080", "080-000-0000");
        settings.put("DANGGOL_SHOP_TIME_ZONE", "Asia/Seoul");
        settings.put("DANGGOL_STOREFRONT_KEYS_0__KEY", "demo-key");
        settings.put("DANGGOL_STOREFRONT_KEYS_0__KIND", "public");
        settings.put("DANGGOL_STOREFRONT_KEYS_0__ORIGINS", LOCAL_ORIGINS);
    }

    /// As the chart gives them: to those that need them.
    private void secrets(Map<String, String> settings, String service) {
        if (service.equals("profile")) settings.put("DANGGOL_ENCRYPTION_KEYS", "local:" + secrets.encryption());
        if (service.equals("segment")) return;
        settings.put("DANGGOL_IDENTITY_KEY", secrets.identity());
        settings.put("DANGGOL_SHOP_SECRET", secrets.shop());
        settings.put("DANGGOL_STOREFRONT_KEYS_1__KEY", "demo-secret");
        settings.put("DANGGOL_STOREFRONT_KEYS_1__KIND", "secret");
    }

    private void neighbours(Map<String, String> settings) {
        for (var name : Addresses.services()) {
            settings.put(
                    "QUARKUS_REST_CLIENT_" + name.toUpperCase(Locale.ROOT) + "_SERVICE_URL",
                    addresses.serviceUrl(name));
        }
    }

    private void providers(Map<String, String> settings) {
        settings.put("DANGGOL_KAKAO_PROVIDER", "nhn");
        settings.put("DANGGOL_KAKAO_NHN_URL", Addresses.url(addresses.kakaoInbox()));
        settings.put("DANGGOL_KAKAO_NHN_APP_KEY", "danggol-app-key");
        settings.put("DANGGOL_KAKAO_NHN_SECRET_KEY", "danggol-secret-key");
        settings.put("DANGGOL_KAKAO_NHN_SENDER_KEY", "danggol0sender0key0danggol0sender0key000");
        settings.put("DANGGOL_KAKAO_NHN_WEBHOOK_SIGNATURE", "danggol-webhook-signature");
        settings.put("DANGGOL_MAIL_HOST", "localhost");
        settings.put("DANGGOL_MAIL_PORT", Integer.toString(addresses.smtp()));
    }
}
