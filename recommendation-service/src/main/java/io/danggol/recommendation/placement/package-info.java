/// The slots on a page: which strategies fill them, in which order, and what may not stand there.
package io.danggol.recommendation.placement;
