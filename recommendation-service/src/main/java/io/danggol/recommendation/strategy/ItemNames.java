package io.danggol.recommendation.strategy;

/// The item ids behind the numbers.
public interface ItemNames {
    String id(int item);
}
