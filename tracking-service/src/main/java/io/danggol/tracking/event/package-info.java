/// What an event must be, and the canonical form in which it goes to the log. Rules only: JDK and message records.
package io.danggol.tracking.event;
