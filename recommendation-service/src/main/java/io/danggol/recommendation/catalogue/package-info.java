/// The shop's products: what they are, whether they can be sold now, and what they have in common.
package io.danggol.recommendation.catalogue;
