/// Forgets what this service holds of erased people.
package io.danggol.tracking.erasure;
