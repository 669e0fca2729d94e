package io.danggol.campaign.mail;

import java.util.UUID;

/// An e-mail ready to be written, but for the address.
///
/// @param id of the message; part of the `Message-ID`
/// @param subject in plain text, its label included
/// @param unsubscribe address that takes the one-click POST
public record Mail(UUID id, String subject, String text, String html, String unsubscribe) {}
