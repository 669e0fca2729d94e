package io.danggol.chassis.log;

/// A record that no fold can take, however often it is tried. The message is stored with the dead letter: no
/// personal data in it.
public class BadRecord extends RuntimeException {
    public BadRecord(String message) {
        super(message, null, false, false);
    }
}
