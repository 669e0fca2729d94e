package io.danggol.recommendation.strategy;

/// A product that could be shown.
///
/// @param score the larger the better; comparable within one strategy
public record Candidate(int item, double score, Evidence evidence) {}
