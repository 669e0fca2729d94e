package io.danggol.shop.catalogue;

import java.util.List;

/// A first-level category and its second-level ones, in the shop's order.
public record Category(String name, List<String> parts) {}
