package io.danggol.campaign.products;

import io.danggol.campaign.audience.Products;
import io.danggol.campaign.audience.Profiles;
import io.danggol.campaign.content.Line;
import io.danggol.contracts.Product;
import io.danggol.contracts.ProfileMessage.CartItem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/// The products that a message shows, as they are now.
@Singleton
public class Shelf {
    private static final Logger LOG = Logger.getLogger(Shelf.class);
    private static final String CURRENCY = "KRW";
    private final Profiles profiles;
    private final Products products;
    private final RecommendationService recommendations;

    Shelf(Profiles profiles, Products products, @RestClient RecommendationService recommendations) {
        this.profiles = profiles;
        this.products = products;
        this.recommendations = recommendations;
    }

    /// The carts of these people, by the catalogue's names and prices. What the catalogue does not hold is
    /// called by its id; what is for adults only is left out of messages.
    public Uni<Map<UUID, List<Line>>> carts(SqlClient client, Collection<UUID> people) {
        return profiles.of(client, people).chain(facts -> {
            var items = facts.values().stream()
                    .flatMap(known -> known.cart().stream())
                    .map(CartItem::itemId)
                    .distinct()
                    .toList();
            return products.of(client, items).map(catalogue -> {
                var carts = new HashMap<UUID, List<Line>>();
                facts.forEach((person, known) -> carts.put(
                        person,
                        known.cart().stream()
                                .filter(item -> !adult(catalogue.get(item.itemId())))
                                .map(item -> line(item, Optional.ofNullable(catalogue.get(item.itemId()))))
                                .toList()));
                return carts;
            });
        });
    }

    /// What recommendation-service recommends to a person, best first; empty when it does not answer. Blocks.
    public Optional<List<Line>> recommended(String placement, UUID person, Collection<String> exclude, int limit) {
        try {
            var answer = recommendations.recommendations(
                    placement, person, exclude.isEmpty() ? null : String.join(",", exclude), limit);
            return Optional.of(
                    answer.items() == null
                            ? List.of()
                            : answer.items().stream().map(Shelf::line).toList());
        } catch (WebApplicationException | ProcessingException e) {
            LOG.warnf("recommendation-service did not answer: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /// Some products of the catalogue, a piece of each, to show how a message looks.
    public Uni<List<Line>> some(SqlClient client, int limit) {
        return products.some(client, limit)
                .map(found -> found.stream()
                        .map(product -> line(new CartItem(product.itemId(), BigDecimal.ONE), Optional.of(product)))
                        .toList());
    }

    private static boolean adult(Product product) {
        return product != null && Boolean.TRUE.equals(product.adult());
    }

    private static Line line(CartItem item, Optional<Product> product) {
        return new Line(
                item.itemId(),
                product.map(Product::itemName).orElse(item.itemId()),
                item.quantity() == null ? BigDecimal.ONE : item.quantity(),
                product.map(found -> found.salePrice() != null ? found.salePrice() : found.price()),
                product.filter(found -> found.salePrice() != null).map(Product::price),
                product.map(Product::currency).orElse(CURRENCY),
                product.map(Product::url),
                product.map(Product::imageUrl),
                Optional.empty());
    }

    private static Line line(RecommendationService.Item item) {
        return new Line(
                item.itemId(),
                item.itemName() == null ? item.itemId() : item.itemName(),
                BigDecimal.ONE,
                Optional.ofNullable(item.salePrice() != null ? item.salePrice() : item.price()),
                Optional.ofNullable(item.price()).filter(_ -> item.salePrice() != null),
                item.currency() == null ? CURRENCY : item.currency(),
                Optional.ofNullable(item.url()),
                Optional.ofNullable(item.imageUrl()),
                Optional.ofNullable(item.reason()).map(RecommendationService.Reason::text));
    }
}
