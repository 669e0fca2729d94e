/// Traces: what is done for an event belongs to the trace of that event, however long it waits in a table.
package io.danggol.chassis.trace;
