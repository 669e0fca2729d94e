package io.danggol.recommendation.feed;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The kinds of files that products come in.
public enum Feed {
    /// Our own: the product as `PUT /v1/products/{itemId}` takes it.
    PRODUCTS(Set.of()),
    /// Google Merchant Center.
    MERCHANT(Set.of(
            "id",
            "title",
            "link",
            "image_link",
            "availability",
            "price",
            "sale_price",
            "sale_price_effective_date",
            "brand",
            "google_product_category",
            "product_type",
            "item_group_id",
            "adult",
            "condition",
            "color",
            "size",
            "gender",
            "age_group",
            "material",
            "pattern")),
    /// Naver Shopping EP 3.0.
    NAVER(Set.of(
            "id",
            "title",
            "price_pc",
            "normal_price",
            "link",
            "image_link",
            "category_name1",
            "category_name2",
            "category_name3",
            "brand",
            "maker",
            "condition",
            "origin",
            "class"));

    private final Set<String> columns;

    Feed(Set<String> columns) {
        this.columns = columns;
    }

    /// Its name in the database.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Feed of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /// Whether it has a column that is read; the others, such as descriptions, are passed over.
    boolean reads(String column) {
        return columns.contains(column);
    }

    /// Which feed the columns of a file's first line are those of: each has one that the other lacks.
    static Optional<Feed> withColumns(Collection<String> header) {
        return Arrays.stream(values())
                .filter(feed -> header.contains("id") && header.contains("title"))
                .filter(feed -> switch (feed) {
                    case PRODUCTS -> false;
                    case NAVER -> header.contains("price_pc");
                    case MERCHANT -> !header.contains("price_pc") && header.contains("price");
                })
                .findFirst();
    }
}
