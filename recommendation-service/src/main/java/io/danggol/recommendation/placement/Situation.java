package io.danggol.recommendation.placement;

import io.danggol.recommendation.history.Trail;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What an answer is asked for.
///
/// @param item id of the product on the page; null if none
/// @param cart ids of the products in the cart or order on the page
/// @param exclude ids of products that the page shows already
/// @param category name or path of the category of the page; null if none
/// @param query what was searched for; null if nothing
/// @param trail what may be used of the shopper; empty for everybody who may not be recognised
public record Situation(
        String item,
        List<String> cart,
        Set<String> exclude,
        String category,
        String query,
        Trail trail,
        Instant now,
        int limit) {}
