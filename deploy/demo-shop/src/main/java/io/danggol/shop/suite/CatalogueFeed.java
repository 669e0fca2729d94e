package io.danggol.shop.suite;

import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.catalogue.Stock;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Tells the suite the whole catalogue, once at every start of the shop. Telling it again changes nothing.
public final class CatalogueFeed implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CatalogueFeed.class.getName());
    private static final long PAUSE_MS = 2_000;

    private final CompletableFuture<Void> told = new CompletableFuture<>();
    private final Thread teller;

    /// Begins at once, in the background, and goes on until the service has taken every product.
    public CatalogueFeed(Catalogue catalogue, Stock stock, Suite suite, URI shop) {
        teller = Thread.ofVirtual().name("catalogue-feed").start(() -> {
            try {
                for (var product : catalogue.products()) {
                    while (true) {
                        var answer = suite.send(Messages.product(product, stock.of(product.id()), shop));
                        if (answer.accepted()) break;
                        if (!answer.worthAnotherTry()) {
                            LOG.log(Level.WARNING, "product {0} refused: {1}", new Object[] {
                                product.id(), answer.detail()
                            });
                            break;
                        }
                        Thread.sleep(PAUSE_MS);
                    }
                }
                told.complete(null);
            } catch (InterruptedException e) {
                told.cancel(false);
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Completes when the service has been told every product.
    public CompletableFuture<Void> told() {
        return told;
    }

    @Override
    public void close() {
        teller.interrupt();
    }
}
