package io.danggol.simulators.mail.smtp;

import java.util.List;

/// Who hands a mail over, for whom.
///
/// @param from the return path; empty for a bounce
/// @param to at least one
/// @param helo what the client calls itself
public record Envelope(String from, List<String> to, String helo) {}
