package io.danggol.recommendation.feed;

import java.io.IOException;

/// The products of a file, one after the other, each as a line of JSON.
@FunctionalInterface
public interface Rows {
    /// The next one; null after the last.
    String next() throws IOException;
}
