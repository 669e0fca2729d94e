/// A hint that an event is on the log already. It spares repeats; who decides is profile-service.
package io.danggol.tracking.duplicate;
