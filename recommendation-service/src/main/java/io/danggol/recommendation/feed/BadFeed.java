package io.danggol.recommendation.feed;

import java.io.IOException;

/// A file is not the feed that it was sent as; the message says where, and holds nothing of its content.
public final class BadFeed extends IOException {
    BadFeed(String message) {
        super(message);
    }
}
