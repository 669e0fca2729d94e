/// Takes in what shoppers do: checks it, gates it on consent, brings it into canonical form and appends it to the log.
package io.danggol.tracking;
