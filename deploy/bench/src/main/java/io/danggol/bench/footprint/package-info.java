/// How large services are, how fast they start and how much memory they hold.
package io.danggol.bench.footprint;
