/// How many events a write key may send.
package io.danggol.tracking.rate;
