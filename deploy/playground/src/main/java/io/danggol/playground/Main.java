package io.danggol.playground;

import io.danggol.local.realm.Keycloak;
import io.danggol.local.suite.Addresses;
import io.danggol.local.suite.DemoData;
import io.danggol.local.suite.Home;
import io.danggol.local.suite.Secrets;
import io.danggol.local.suite.SuiteClock;
import io.danggol.shop.DemoShop;
import io.danggol.shop.DemoShopConfig;
import io.danggol.simulators.Simulators;
import io.danggol.simulators.SimulatorsConfig;
import io.danggol.simulators.kakao.NhnAccount;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The demo shop and the providers that the local suite writes to, in one JVM: what is outside the suite.
public final class Main {
    private static final String SHOP_NAME = "단골상점";
    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(15);
    private static final Duration RESULT_DELAY = Duration.ofMillis(500);

    private Main() {}

    /// Takes no arguments; finds the suite by the launcher's environment.
    public static void main(String[] arguments) throws IOException {
        var home = Home.ofEnvironment();
        var addresses = Addresses.ofEnvironment();
        var clock = new SuiteClock(home.clock(), Clock.systemUTC()).source().withZone(ZoneId.of("Asia/Seoul"));
        startProviders(home, addresses, clock);
        startShop(home, addresses, clock);
    }

    private static void startProviders(Home home, Addresses addresses, Clock clock) {
        var account = SimulatorsConfig.LOCAL_ACCOUNT;
        var webhook = URI.create(addresses.serviceUrl("campaign") + "/webhooks/nhn");
        Simulators.start(new SimulatorsConfig(
                new SimulatorsConfig.Ports(
                        addresses.kakaoInbox(), addresses.mailInbox(), addresses.smtp(), addresses.traces()),
                home.of("simulators"),
                clock,
                new NhnAccount(
                        account.appKey(),
                        account.secretKey(),
                        account.senderKey(),
                        SHOP_NAME,
                        Optional.of(webhook),
                        account.webhookSignature()),
                RESULT_DELAY));
    }

    private static void startShop(Home home, Addresses addresses, Clock clock) throws IOException {
        var tokens = new CachedToken(() -> Keycloak.token(addresses.issuer(), "ingest"));
        var suite = new DemoShopConfig.SuiteUrls(
                URI.create(addresses.serviceUrl("tracking")),
                URI.create(addresses.serviceUrl("profile")),
                URI.create(addresses.serviceUrl("recommendation")),
                URI.create(addresses.serviceUrl("campaign")));
        var shop = DemoShop.start(new DemoShopConfig(
                addresses.shop(), suite, "demo-key", Secrets.of(home).shop(), clock, tokens, home.of("shop")));
        if (DemoData.wanted()) Thread.ofPlatform().name("past").start(() -> loadPast(shop));
    }

    /// The log shows how far it is; so does the shop under `/demo/past`. What the suite refuses is tried again.
    private static void loadPast(DemoShop shop) {
        try {
            shop.catalogueTold().join();
            while (!loaded(shop)) Thread.sleep(PAUSE_AFTER_REFUSAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean loaded(DemoShop shop) throws InterruptedException {
        var shown = new AtomicLong();
        try {
            shop.loadPast((done, total) -> {
                        if (done / 1_000 > shown.getAndSet(done / 1_000)) {
                            System.out.println("past: " + done + "/" + total);
                        }
                    })
                    .ifPresent(System.out::println);
            return true;
        } catch (IllegalStateException e) {
            System.out.println("past: " + e.getMessage());
            return false;
        }
    }
}
