/// The product feeds that shops have already: their rows, and what these say in our words.
package io.danggol.recommendation.feed;
