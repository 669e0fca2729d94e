/// The chart's reference, made from the comments of its values.
package io.danggol.helm;
