package io.danggol.simulators.mail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A kept mail, as the list knows it.
///
/// @param id sorts by the time of receipt
/// @param from the author as the mail gives it, decoded
/// @param to whom the server was told to deliver it to
/// @param subject decoded; empty if there is none
public record Mail(
        String id, Instant receivedAt, String returnPath, String from, List<String> to, String subject, Path file) {}
