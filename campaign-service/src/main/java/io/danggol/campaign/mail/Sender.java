package io.danggol.campaign.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who an advertisement is from. The law wants all four in its text.
///
/// Source: Network Act art. 50(4), Enforcement Decree table 6 (KAKAO-AND-LAW.md 3.1).
public record Sender(String name, String email, String phone, String address) {

    /// What is missing; empty if an advertisement may be sent.
    public List<String> missing() {
        var parts = new LinkedHashMap<String, String>();
        parts.put("name", name);
        parts.put("email", email);
        parts.put("phone", phone);
        parts.put("address", address);
        return parts.entrySet().stream()
                .filter(part -> part.getValue().isBlank())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The part of the e-mail address after the @.
    String domain() {
        return email.substring(email.indexOf('@') + 1);
    }
}
