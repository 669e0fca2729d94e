package io.danggol.bench.suite;

/// In whose name a call is made.
public sealed interface Caller {
    /// A user or client with this role: a bearer token of the suite's identity provider.
    record Role(String name) implements Caller {}

    /// A web page: the public write key.
    record Page() implements Caller {}

    /// The web page of a customer who is logged in: the public write key and a customer token.
    record Customer(String customerId) implements Caller {}
}
