/// What the services tell each other: the topics with their settings, the bodies of the messages, and a JSON Schema for
/// each type.
///
/// The only thing that all services know of one another's domains. It holds no behaviour. A body's fields are the names
/// on the wire;
/// a field that is null is left out. Times are RFC 3339 with offset, money is a decimal number beside an ISO 4217
/// `currency`.
/// Customers appear as keyed hashes; names, addresses, phone numbers and e-mail addresses never do.
package io.danggol.contracts;
