package io.danggol.shop.catalogue;

import io.danggol.shop.disk.Documents;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How many pieces of each product are on hand; kept on disk.
public final class Stock {
    private record Pieces(int count) {}

    private final Catalogue catalogue;
    private final Documents<Pieces> pieces;

    public Stock(Catalogue catalogue, Path folder) {
        this.catalogue = catalogue;
        this.pieces = new Documents<>(folder, Pieces.class);
    }

    public int of(String productId) {
        return pieces.find(productId)
                .map(Pieces::count)
                .orElseGet(() ->
                        catalogue.find(productId).map(Product::initialStock).orElse(0));
    }

    /// Takes all of an order, or nothing.
    ///
    /// @param quantities pieces by product id
    /// @return the product that there are too few of, if any; then nothing was taken
    public synchronized Optional<String> take(Map<String, Integer> quantities) {
        for (var entry : quantities.entrySet()) {
            if (of(entry.getKey()) < entry.getValue()) return Optional.of(entry.getKey());
        }
        quantities.forEach((id, quantity) -> pieces.put(id, new Pieces(of(id) - quantity)));
        return Optional.empty();
    }

    /// Puts an order's pieces back on the shelf.
    public synchronized void putBack(Map<String, Integer> quantities) {
        quantities.forEach((id, quantity) -> pieces.put(id, new Pieces(of(id) + quantity)));
    }
}
