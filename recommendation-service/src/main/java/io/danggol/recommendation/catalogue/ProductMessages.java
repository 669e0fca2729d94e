package io.danggol.recommendation.catalogue;

import io.danggol.contracts.Product;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Between the product of the contracts and that of the domain.
final class ProductMessages {
    private ProductMessages() {}

    static io.danggol.recommendation.catalogue.Product toDomain(Product product, Instant since) {
        return new io.danggol.recommendation.catalogue.Product(
                product.itemId(),
                product.itemName(),
                product.itemBrand(),
                Stream.of(product.itemCategory(), product.itemCategory2(), product.itemCategory3())
                        .filter(Objects::nonNull)
                        .toList(),
                product.price(),
                product.salePrice(),
                product.currency(),
                product.stock(),
                product.url(),
                product.imageUrl(),
                product.variantOf(),
                product.attributes() == null ? Map.of() : product.attributes(),
                product.accessoriesOf() == null ? List.of() : product.accessoriesOf(),
                Boolean.TRUE.equals(product.adult()),
                since);
    }

    static Product toMessage(io.danggol.recommendation.catalogue.Product product) {
        var levels = product.levels();
        return new Product(
                product.id(),
                product.name(),
                product.brand(),
                levels.isEmpty() ? null : levels.getFirst(),
                levels.size() < 2 ? null : levels.get(1),
                levels.size() < 3 ? null : levels.get(2),
                product.price(),
                product.salePrice(),
                product.currency(),
                product.stock(),
                product.url(),
                product.imageUrl(),
                product.variantOf(),
                product.attributes(),
                product.accessoriesOf(),
                product.adult());
    }
}
