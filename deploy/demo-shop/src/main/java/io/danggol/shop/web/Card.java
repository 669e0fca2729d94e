package io.danggol.shop.web;

import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.catalogue.Product;
import io.danggol.shop.catalogue.Stock;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// A product as a list shows it. Prices are text in won; `was` is empty without a sale.
public record Card(
        String id,
        String name,
        String brand,
        String price,
        String was,
        long percent,
        boolean soldOut,
        String part,
        String background) {
    static Card of(Product product, Stock stock) {
        return new Card(
                product.id(),
                product.name(),
                product.brand(),
                won(product.sellingPrice()),
                product.onSale() ? won(product.price()) : "",
                product.discountPercent(),
                stock.of(product.id()) == 0,
                product.category().getLast(),
                product.colours().get(1));
    }

    static List<Card> of(Collection<Product> products, Stock stock) {
        return products.stream().map(product -> of(product, stock)).toList();
    }

    static String won(long amount) {
        return "%,d원".formatted(amount);
    }

    /// A line of a cart or an order as a page shows it.
    public record Line(Card card, int pieces, int left, String sum) {
        static List<Line> of(Map<String, Integer> quantities, Catalogue catalogue, Stock stock) {
            return quantities.entrySet().stream()
                    .flatMap(entry -> catalogue.find(entry.getKey()).stream()
                            .map(product -> new Line(
                                    Card.of(product, stock),
                                    entry.getValue(),
                                    stock.of(product.id()),
                                    won(entry.getValue() * product.sellingPrice()))))
                    .toList();
        }
    }
}
