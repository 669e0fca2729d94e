package io.danggol.recommendation.catalogue;

import io.danggol.contracts.Product;
import java.time.Instant;

/// The state of one product after a change of the catalogue.
///
/// @param product null if it was deleted
/// @param since when the catalogue first had it
record Change(String itemId, long revision, Instant since, Product product) {}
