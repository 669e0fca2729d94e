package io.danggol.campaign.onsite;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which pages an on-site message is for: `*` stands for any characters. A pattern that begins with `/` is matched
/// with the path of the page, any other with the whole address; query and fragment do not count.
final class PagePattern {
    private final String pattern;
    private final Pattern regex;

    PagePattern(String pattern) {
        this.pattern = pattern;
        regex = Pattern.compile(
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    /// Whether the page at `url` is one of them.
    boolean matches(String url) {
        var bare = url.replaceFirst("[?#].*$", "");
        return regex.matcher(pattern.startsWith("/") ? path(bare) : bare).matches();
    }

    private static String path(String url) {
        try {
            var path = new URI(url).getPath();
            return path == null || path.isEmpty() ? "/" : path;
        } catch (URISyntaxException _) {
            return url;
        }
    }
}
