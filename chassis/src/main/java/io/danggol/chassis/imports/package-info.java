/// Files of many rows: stored first, taken in behind. What a row is, and what becomes of it, is the service's own.
package io.danggol.chassis.imports;
