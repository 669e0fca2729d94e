package io.danggol.campaign.plan;

import ch.digitalfondue.mjml4j.Mjml4j;
import java.util.Optional;

/// Makes pages that mail programs show from MJML.
public final class Mjml {
    private Mjml() {}

    /// The page of an MJML template; what stands in braces is carried over as it is.
    public static String html(String mjml) {
        return Mjml4j.render(mjml, new Mjml4j.Configuration("ko"));
    }

    /// What is wrong with a template; empty if a page can be made of it.
    static Optional<String> fault(String mjml) {
        try {
            html(mjml);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("not MJML");
        }
    }
}
