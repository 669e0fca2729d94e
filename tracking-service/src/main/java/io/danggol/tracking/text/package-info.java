/// Text that strangers wrote, made safe to keep: clean, masked, cut.
package io.danggol.tracking.text;
