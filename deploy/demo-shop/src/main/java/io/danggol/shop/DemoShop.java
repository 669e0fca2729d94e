package io.danggol.shop;

import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.catalogue.Stock;
import io.danggol.shop.crowd.Crowd;
import io.danggol.shop.crowd.Past;
import io.danggol.shop.crowd.PastProgress;
import io.danggol.shop.crowd.PastSummary;
import io.danggol.shop.customer.Customers;
import io.danggol.shop.suite.CatalogueFeed;
import io.danggol.shop.suite.Outbox;
import io.danggol.shop.suite.Suite;
import io.danggol.shop.web.Shop;
import io.danggol.shop.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// 단골상점, a small shop that uses the suite as any customer's shop would.
///
/// It serves its pages whether or not the suite is there; what the suite must hear waits on disk until it is.
public final class DemoShop implements AutoCloseable {
    /// The crowd that gave the shop its past.
    private static final long SEED = 20261121;

    private static final int SHOPPERS = 400;

    private final WebServer server;
    private final Suite suite;
    private final Outbox outbox;
    private final CatalogueFeed feed;
    private final Past past;

    private DemoShop(DemoShopConfig config) throws IOException {
        server = new WebServer(config.port());
        suite = new Suite(config);
        outbox = new Outbox(suite, config.data().resolve("outbox"));
        var catalogue = Catalogue.ofTheShop();
        var crowd = new Crowd(SEED, SHOPPERS, catalogue);
        past = new Past(crowd, catalogue, config.data().resolve("past"), config.clock());
        var stock = new Stock(catalogue, config.data().resolve("stock"));
        var customers = new Customers(crowd.customers(), config.data().resolve("customers"));
        new Shop(config, catalogue, stock, customers, crowd.regulars(), past, suite, outbox).open(server);
        feed = new CatalogueFeed(catalogue, stock, suite, url());
    }

    /// Opens the shop: it answers when this returns, and tells the suite its catalogue in the background.
    ///
    /// @throws IOException when the port is taken or the data folder cannot be used
    public static DemoShop start(DemoShopConfig config) throws IOException {
        return new DemoShop(config);
    }

    /// Opens the shop beside a suite that runs on this machine, and loads its past.
    ///
    /// The README names the environment variables that it reads.
    public static void main(String[] args) throws IOException, InterruptedException {
        var environment = System.getenv();
        var offset = Integer.parseInt(environment.getOrDefault("DANGGOL_PORT_OFFSET", "0"));
        var shop = start(new DemoShopConfig(
                8090 + offset,
                DemoShopConfig.SuiteUrls.onThisMachine(offset),
                "demo-key",
                environment.getOrDefault("DANGGOL_SHOP_SECRET", ""),
                Clock.systemUTC(),
                () -> environment.getOrDefault("DANGGOL_INGEST_TOKEN", ""),
                Path.of(environment.getOrDefault("DANGGOL_SHOP_DATA", ".danggol/demo-shop"))));
        Runtime.getRuntime().addShutdownHook(new Thread(shop::close));
        System.out.println("단골상점 " + shop.url());
        shop.loadPast((done, total) -> {
                    if (done % 2_000 < 50) System.out.println("past: " + done + " of " + total);
                })
                .ifPresent(System.out::println);
        Thread.currentThread().join();
    }

    /// Where this machine's browsers find the shop.
    public URI url() {
        return URI.create("http://localhost:" + server.port());
    }

    /// Completes when the suite knows every product.
    public CompletableFuture<Void> catalogueTold() {
        return feed.told();
    }

    /// Sends the crowd's past, which ends at the suite clock's now of the first call ever.
    /// Returns when the suite has taken it.
    ///
    /// @return what became of it; empty when it had been sent before, from this data folder
    public Optional<PastSummary> loadPast(PastProgress progress) throws InterruptedException {
        return past.load(suite, url(), progress);
    }

    @Override
    public void close() {
        feed.close();
        outbox.close();
        server.close();
        suite.close();
    }
}
