/// Korean as it is spoken: the right particle after any product name.
package io.danggol.recommendation.korean;
