package io.danggol.playground;

import io.danggol.local.realm.Keycloak;
import io.danggol.local.suite.Addresses;
import io.danggol.local.suite.Home;
import io.danggol.local.suite.Secrets;
import io.danggol.local.suite.SuiteClock;
import io.danggol.shop.DemoShop;
import io.danggol.shop.DemoShopConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;

/// The demo shop and the providers that the local suite writes to, in one JVM: what is outside the suite.
public final class Main {
    private Main() {}

    /// Takes no arguments; finds the suite by the launcher's environment.
    public static void main(String[] arguments) throws IOException {
        var home = Home.ofEnvironment();
        var addresses = Addresses.ofEnvironment();
        var clock = new SuiteClock(home.clock(), Clock.systemUTC()).source().withZone(ZoneId.of("Asia/Seoul"));
        var tokens = new CachedToken(() -> Keycloak.token(addresses.issuer(), "ingest"));
        var suite = new DemoShopConfig.SuiteUrls(
                URI.create(addresses.serviceUrl("tracking")),
                URI.create(addresses.serviceUrl("profile")),
                URI.create(addresses.serviceUrl("recommendation")),
                URI.create(addresses.serviceUrl("campaign")));
        DemoShop.start(new DemoShopConfig(
                addresses.shop(), suite, "demo-key", Secrets.of(home).shop(), clock, tokens, home.of("shop")));
    }
}
