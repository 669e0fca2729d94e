package io.danggol.shop.web;

import io.danggol.shop.cart.Cart;
import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.catalogue.Product;
import io.danggol.shop.catalogue.Stock;
import io.danggol.shop.customer.Sessions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The cart.
final class CartPages {
    private final Catalogue catalogue;
    private final Stock stock;
    private final Sessions sessions;
    private final Pages pages;

    CartPages(Catalogue catalogue, Stock stock, Sessions sessions, Pages pages) {
        this.catalogue = catalogue;
        this.stock = stock;
        this.sessions = sessions;
        this.pages = pages;
    }

    Answer show(Visit visit) {
        var cart = visit.cart();
        var content = content(cart, catalogue, stock);
        var events = cart.isEmpty()
                ? List.<Tracked>of()
                : List.of(Tracked.of("view_cart", Tracked.bought(products(cart, catalogue))));
        return pages.page(visit, "cart", content, events);
    }

    /// Puts `quantity` (1 when absent) of the product `item` into the cart.
    Answer add(Visit visit) {
        var product = visit.request().field("item").flatMap(catalogue::find).orElseThrow(Refusal::notFound);
        var before = visit.cart().quantities().getOrDefault(product.id(), 0);
        var wanted = Math.min(
                before + Math.clamp(visit.request().number("quantity", 1), 1, Cart.MOST),
                Math.min(Cart.MOST, stock.of(product.id())));
        if (wanted <= before) {
            throw new Refusal(409, stock.of(product.id()) == 0 ? "품절된 상품이에요." : "더 담을 수 있는 수량이 없어요.");
        }
        return changed(visit, product, wanted - before, cart -> cart.with(product.id(), wanted));
    }

    /// Sets the pieces of a product that is in the cart; 0 takes it out.
    Answer set(Visit visit, String id) {
        var product = catalogue.find(id).orElseThrow(Refusal::notFound);
        var before = visit.cart().quantities().getOrDefault(id, 0);
        var wanted = Math.clamp(visit.request().number("quantity", before), 0, Math.min(Cart.MOST, stock.of(id)));
        return changed(visit, product, wanted - before, cart -> cart.with(id, wanted));
    }

    /// @param difference pieces more (above 0) or fewer than before
    private Answer changed(Visit visit, Product product, int difference, UnaryOperator<Cart> change) {
        var sessionId = visit.sessionId().orElseGet(sessions::newId);
        var cart = sessions.changeCart(sessionId, change);
        var details = new LinkedHashMap<String, Object>();
        if (difference != 0) details.putAll(Tracked.bought(Map.of(product, Math.abs(difference))));
        var answer = visit.request().wantsJson()
                ? Answer.json(Map.of(
                        "count",
                        cart.count(),
                        "name",
                        product.name(),
                        "event",
                        difference == 0 ? "" : difference > 0 ? "add_to_cart" : "remove_from_cart",
                        "details",
                        details))
                : Answer.to("/cart");
        return Visit.remember(answer, sessionId);
    }

    /// What cart and checkout print of the cart.
    static Map<String, Object> content(Cart cart, Catalogue catalogue, Stock stock) {
        var products = products(cart, catalogue);
        var total = products.entrySet().stream()
                .mapToLong(entry -> entry.getKey().sellingPrice() * entry.getValue())
                .sum();
        var without = products.entrySet().stream()
                .mapToLong(entry -> entry.getKey().price() * entry.getValue())
                .sum();
        var content = new HashMap<String, Object>();
        content.put("lines", Card.Line.of(cart.quantities(), catalogue, stock));
        content.put("total", Card.won(total));
        content.put("without", Card.won(without));
        content.put("saved", Card.won(without - total));
        content.put("items", String.join(",", cart.quantities().keySet()));
        return content;
    }

    static Map<Product, Integer> products(Cart cart, Catalogue catalogue) {
        var products = new LinkedHashMap<Product, Integer>();
        cart.quantities()
                .forEach((id, pieces) -> catalogue.find(id).ifPresent(product -> products.put(product, pieces)));
        return products;
    }
}
