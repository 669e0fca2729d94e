package io.danggol.tracking.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An address of the web, cut to what may be kept: origin, path, UTM parameters and click ids. Neither fragment nor
/// credentials nor any other parameter, which might hold anything.
///
/// @param origin scheme and host with port, in lower case; empty for a relative address
/// @param path masked; empty or beginning with `/`
/// @param query the parameters that are kept, as they came, in their order
public record PageUrl(String origin, String path, Map<String, String> query) {
    private static final Set<String> KEPT = Set.of(
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "utm_term",
            "utm_content",
            "utm_id",
            "gclid",
            "gbraid",
            "wbraid",
            "fbclid",
            "ttclid",
            "msclkid",
            "napm",
            "n_media",
            "n_query",
            "n_rank",
            "n_ad_group",
            "n_ad",
            "n_keyword_id",
            "n_keyword",
            "n_campaign_type",
            "n_ad_group_type",
            "n_match");

    /// Reads any text; what is no address has neither origin nor path.
    public static PageUrl of(String text) {
        var withoutFragment = until(text.strip(), "#");
        var address = until(withoutFragment, "?");
        var query = withoutFragment.length() > address.length() ? withoutFragment.substring(address.length() + 1) : "";
        var scheme = address.indexOf("://");
        if (scheme < 0) return new PageUrl("", address.startsWith("/") ? Mask.of(address) : "", kept(query));
        var rest = address.substring(scheme + 3);
        var host = until(rest, "/");
        var path = rest.substring(host.length());
        var origin = address.substring(0, scheme + 3) + host.substring(host.lastIndexOf('@') + 1);
        return new PageUrl(origin.toLowerCase(Locale.ROOT), Mask.of(path), kept(query));
    }

    /// The host without port, in lower case; empty for a relative address.
    public String host() {
        var authority = origin.substring(origin.indexOf("://") < 0 ? origin.length() : origin.indexOf("://") + 3);
        return until(authority, ":");
    }

    /// A parameter's decoded value, empty when there is none; names are taken without regard to case.
    public String param(String name) {
        return query.entrySet().stream()
                .filter(param -> param.getKey().equalsIgnoreCase(name))
                .findFirst()
                .map(param -> decoded(param.getValue()))
                .orElse("");
    }

    /// The address that may be kept.
    @Override
    public String toString() {
        if (query.isEmpty()) return origin + path;
        return query.entrySet().stream()
                .map(param -> param.getKey() + "=" + Mask.of(param.getValue()))
                .collect(Collectors.joining("&", origin + path + "?", ""));
    }

    private static Map<String, String> kept(String query) {
        if (query.isEmpty()) return Map.of();
        var kept = new LinkedHashMap<String, String>();
        Stream.of(query.split("&"))
                .map(param -> param.split("=", 2))
                .filter(param -> param.length == 2 && KEPT.contains(param[0].toLowerCase(Locale.ROOT)))
                .forEach(param -> kept.putIfAbsent(param[0], param[1]));
        return kept;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static String until(String text, String mark) {
        var end = text.indexOf(mark);
        return end < 0 ? text : text.substring(0, end);
    }
}
