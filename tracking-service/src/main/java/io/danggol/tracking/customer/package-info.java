/// Whom an event is about: what a token, the shop's server, or an e-mail address or phone number prove.
package io.danggol.tracking.customer;
