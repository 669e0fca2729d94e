package io.danggol.simulators.trace;

import io.danggol.simulators.http.HttpEdge;

/// A collector of traces that forgets the oldest, and the page to look at them.
public final class TraceInbox implements AutoCloseable {
    private final HttpEdge edge;

    /// Starts it.
    ///
    /// @param port of the receiver, the page and the API; 0 for any free one
    public TraceInbox(int port) {
        edge = new HttpEdge("Trace inbox", port);
        new TraceApi(new Spans()).routes(edge);
        edge.start();
    }

    public int port() {
        return edge.port();
    }

    @Override
    public void close() {
        edge.close();
    }
}
