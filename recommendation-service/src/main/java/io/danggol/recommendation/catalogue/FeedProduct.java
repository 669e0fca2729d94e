package io.danggol.recommendation.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.chassis.problem.Problem;
import io.danggol.contracts.Product;
import io.danggol.recommendation.feed.Feed;
import io.danggol.recommendation.feed.Translation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A product as a feed tells it: without its number of pieces, and without what no feed knows.
record FeedProduct(Product product, Translation.Stock stock) {
    sealed interface Read {
        record Good(FeedProduct product) implements Read {}

        record Bad(List<Problem.Error> errors) implements Read {}
    }

    /// @param row null for what is no JSON
    static Read read(Feed feed, JsonNode row, Instant now) {
        if (feed == Feed.PRODUCTS || row == null) {
            return switch (ProductForm.read(row, null)) {
                case ProductForm.Read.Good good -> new Read.Good(new FeedProduct(good.product(), null));
                case ProductForm.Read.Bad bad -> new Read.Bad(bad.errors());
            };
        }
        var translation = Translation.of(feed, row, now);
        return switch (ProductForm.read(translation.product(), null)) {
            case ProductForm.Read.Good good
            when translation.errors().isEmpty() -> new Read.Good(new FeedProduct(good.product(), translation.stock()));
            case ProductForm.Read.Good _ -> new Read.Bad(translation.errors());
            case ProductForm.Read.Bad bad ->
                new Read.Bad(Stream.concat(
                                translation.errors().stream(),
                                bad.errors().stream().map(translation::inFeed))
                        .toList());
        };
    }

    /// Whether it leaves things as they were in the catalogue.
    boolean isPartial() {
        return stock != null;
    }

    /// The product to store: what the row says, and for the rest what the catalogue has.
    ///
    /// @param known null if the catalogue does not have it
    Product over(Product known) {
        if (!isPartial()) return product;
        return switch (stock) {
            case UNSAID -> with(product, known, known == null ? null : known.stock());
            case SOME -> with(product, known, isCounted(known) ? known.stock() : null);
            case NONE -> with(product, known, 0L);
            case GONE -> with(known == null ? product : known, known, 0L);
        };
    }

    private static boolean isCounted(Product known) {
        return known != null && known.stock() != null && known.stock() > 0;
    }

    private static Product with(Product product, Product known, Long stock) {
        return new Product(
                product.itemId(),
                product.itemName(),
                product.itemBrand(),
                product.itemCategory(),
                product.itemCategory2(),
                product.itemCategory3(),
                product.price(),
                product.salePrice(),
                product.currency(),
                stock,
                product.url(),
                product.imageUrl(),
                product.variantOf(),
                product.attributes(),
                known == null ? product.accessoriesOf() : known.accessoriesOf(),
                product.adult());
    }
}
