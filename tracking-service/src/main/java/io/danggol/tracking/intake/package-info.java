/// The way in: calls with events, what is answered, and the log behind.
package io.danggol.tracking.intake;
