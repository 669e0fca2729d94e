/// The ways to choose products, each read off the same lists, each with the evidence that its score was made of.
package io.danggol.recommendation.strategy;
