/// What every service needs at its edge and none owns: problem answers, the clock, storefront keys and customer
/// tokens, identity hashes, reading and writing the log with offsets in the database, and the outbox. It knows
/// no domain.
package io.danggol.chassis;
