package io.danggol.shop;

import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.catalogue.Stock;
import io.danggol.shop.customer.Customers;
import io.danggol.shop.suite.CatalogueFeed;
import io.danggol.shop.suite.Outbox;
import io.danggol.shop.suite.Suite;
import io.danggol.shop.web.Shop;
import io.danggol.shop.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// 단골상점, a small shop that uses the suite as any customer's shop would.
///
/// It serves its pages whether or not the suite is there; what the suite must hear waits on disk until it is.
public final class DemoShop implements AutoCloseable {
    private final WebServer server;
    private final Suite suite;
    private final Outbox outbox;
    private final CatalogueFeed feed;

    private DemoShop(DemoShopConfig config) throws IOException {
        server = new WebServer(config.port());
        suite = new Suite(config);
        outbox = new Outbox(suite, config.data().resolve("outbox"));
        var catalogue = Catalogue.ofTheShop();
        var stock = new Stock(catalogue, config.data().resolve("stock"));
        var customers = new Customers(Map.of(), config.data().resolve("customers"));
        new Shop(config, catalogue, stock, customers, List.of(), suite, outbox).open(server);
        feed = new CatalogueFeed(catalogue, stock, suite, url());
    }

    /// Opens the shop: it answers when this returns, and tells the suite its catalogue in the background.
    ///
    /// @throws IOException when the port is taken or the data folder cannot be used
    public static DemoShop start(DemoShopConfig config) throws IOException {
        return new DemoShop(config);
    }

    /// Where this machine's browsers find the shop.
    public URI url() {
        return URI.create("http://localhost:" + server.port());
    }

    /// Completes when the suite knows every product.
    public CompletableFuture<Void> catalogueTold() {
        return feed.told();
    }

    @Override
    public void close() {
        feed.close();
        outbox.close();
        server.close();
        suite.close();
    }
}
