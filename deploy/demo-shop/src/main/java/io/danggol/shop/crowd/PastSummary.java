package io.danggol.shop.crowd;

/// What became of a past that was sent.
///
/// @param duplicates events that the suite had before
/// @param dropped events of shoppers who do not want to be counted
/// @param rejected events that the suite refused
public record PastSummary(int shoppers, int customers, long accepted, long duplicates, long dropped, long rejected) {}
