package io.danggol.recommendation.placement;

import io.danggol.recommendation.catalogue.Product;
import io.danggol.recommendation.strategy.Evidence;

/// A product that was chosen.
///
/// @param strategy key of the strategy that chose it, `pinned` if staff did
public record Choice(Product product, double score, String strategy, Evidence evidence) {}
