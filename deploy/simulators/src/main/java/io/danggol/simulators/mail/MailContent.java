package io.danggol.simulators.mail;

import java.util.List;
import java.util.Map;

/// What a mail says.
///
/// @param headers decoded values by name as written, in the order of the mail, several of one name in their order
/// @param text the first plain-text part; empty if there is none
/// @param html the first HTML part; empty if there is none
/// @param attachments names of further parts
public record MailContent(Map<String, List<String>> headers, String text, String html, List<String> attachments) {

    /// A header's first value; empty if it is not there.
    public String header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().getFirst())
                .findFirst()
                .orElse("");
    }
}
