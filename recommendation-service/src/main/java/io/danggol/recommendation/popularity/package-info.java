/// What the whole shop looks at and buys, now and over the weeks. Knows no person.
package io.danggol.recommendation.popularity;
