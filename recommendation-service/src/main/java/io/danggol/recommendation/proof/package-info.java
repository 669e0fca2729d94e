/// True numbers that shoppers may see.
package io.danggol.recommendation.proof;
