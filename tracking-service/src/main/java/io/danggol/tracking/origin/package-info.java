/// Where a visit came from, and on what device, without personal data.
package io.danggol.tracking.origin;
