package io.danggol.recommendation.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A product of the shop. What the shop did not say is null.
///
/// @param levels its category from the top level down; empty if none
/// @param price the regular price of one piece
/// @param salePrice what it costs now, if less
/// @param stock pieces that can be sold; null when the shop does not say: it counts as in stock
/// @param variantOf the product whose variant this is
/// @param accessoriesOf the products that this one goes with
/// @param adult whether it is for adults only; such products are never recommended
/// @param since when the catalogue first had it
public record Product(
        String id,
        String name,
        String brand,
        List<String> levels,
        BigDecimal price,
        BigDecimal salePrice,
        String currency,
        Long stock,
        String url,
        String imageUrl,
        String variantOf,
        Map<String, Object> attributes,
        List<String> accessoriesOf,
        boolean adult,
        Instant since) {
    private static final String STEP = " > ";

    /// Whether it may be shown to anybody now.
    public boolean isSellable() {
        return !adult && (stock == null || stock > 0);
    }

    /// What all its variants share: the id of the product that they are variants of.
    public String family() {
        return variantOf == null ? id : variantOf;
    }

    /// What a customer pays now; null if the shop did not say.
    public BigDecimal cost() {
        return salePrice == null ? price : salePrice;
    }

    /// How to call it in a sentence: its name, else its id.
    public String title() {
        return name == null || name.isBlank() ? id : name;
    }

    /// Its categories as paths, the widest first: `신발`, `신발 > 구두`.
    public List<String> categories() {
        var paths = new ArrayList<String>(levels.size());
        for (var level : levels) paths.add(paths.isEmpty() ? level : paths.getLast() + STEP + level);
        return paths;
    }

    /// The narrowest category as a path.
    public Optional<String> category() {
        return levels.isEmpty() ? Optional.empty() : Optional.of(String.join(STEP, levels));
    }

    /// The last step of a category's path: what people call it.
    public static String nameOf(String category) {
        return category.substring(category.lastIndexOf(STEP) < 0 ? 0 : category.lastIndexOf(STEP) + STEP.length());
    }

    public Product withStock(Long pieces) {
        return new Product(
                id,
                name,
                brand,
                levels,
                price,
                salePrice,
                currency,
                pieces,
                url,
                imageUrl,
                variantOf,
                attributes,
                accessoriesOf,
                adult,
                since);
    }
}
