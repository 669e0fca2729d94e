/// Forgetting people for good, also when what they did comes again.
package io.danggol.recommendation.erasure;
