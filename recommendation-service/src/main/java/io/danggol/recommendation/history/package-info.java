/// What shoppers did, held in memory: sessions and orders, and for each product the most recent of both.
///
/// Everything that is learned is read off these lists at the moment of asking; no sum is kept beside them. So
/// an event that comes twice changes nothing, an event that moves to another person moves all that was learned
/// from it, and what is erased has no trace. Only ids made by keyed hashes come in here. Not thread-safe: one
/// writer at a time and no reader beside it, which the caller sees to.
package io.danggol.recommendation.history;
