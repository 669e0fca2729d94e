package io.danggol.tracking.origin;

import io.danggol.tracking.text.PageUrl;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The acquisition channel of a page view: who sent the visitor here.
///
/// Looked for in this order: UTM parameters, click ids, the app whose browser shows the page, the referring
/// site. Nothing of all that is `direct`; a page that was reached from the shop itself has no channel of its
/// own.
public final class Channel {
    public static final String DIRECT = "direct";
    public static final String REFERRAL = "referral";
    private static final int LONGEST = 64;

    private static final Map<String, String> SOURCES = Map.ofEntries(
            Map.entry("fb", "facebook"),
            Map.entry("meta", "facebook"),
            Map.entry("ig", "instagram"),
            Map.entry("insta", "instagram"),
            Map.entry("kakaotalk", "kakao"),
            Map.entry("adwords", "google"),
            Map.entry("yt", "youtube"),
            Map.entry("x", "twitter"),
            Map.entry("e-mail", "email"),
            Map.entry("mail", "email"),
            Map.entry("newsletter", "email"));

    /// A source that contains one of these words is that channel, the first that fits.
    private static final List<String> WORDS = List.of(
            "instagram", "facebook", "naver", "kakao", "daum", "google", "youtube", "tiktok", "twitter", "bing");

    private static final Map<String, String> CLICK_IDS = Map.of(
            "gclid", "google",
            "gbraid", "google",
            "wbraid", "google",
            "fbclid", "facebook",
            "napm", "naver",
            "n_media", "naver",
            "ttclid", "tiktok",
            "msclkid", "bing");

    /// Apps by a word of their browsers' user agents; Instagram's names Facebook's, too.
    private static final List<Map.Entry<String, String>> APPS = List.of(
            Map.entry("KAKAOTALK", "kakao"),
            Map.entry("NAVER(inapp", "naver"),
            Map.entry("DaumApps", "daum"),
            Map.entry("Instagram", "instagram"),
            Map.entry("FBAN", "facebook"),
            Map.entry("FBAV", "facebook"));

    /// Sites by the end of their host names, the more special first.
    private static final List<Map.Entry<String, String>> SITES = List.of(
            Map.entry("mail.naver.com", "email"),
            Map.entry("mail.google.com", "email"),
            Map.entry("mail.daum.net", "email"),
            Map.entry("outlook.live.com", "email"),
            Map.entry("mail.yahoo.com", "email"),
            Map.entry("naver.com", "naver"),
            Map.entry("naver.me", "naver"),
            Map.entry("kakao.com", "kakao"),
            Map.entry("daum.net", "daum"),
            Map.entry("instagram.com", "instagram"),
            Map.entry("facebook.com", "facebook"),
            Map.entry("fb.com", "facebook"),
            Map.entry("fb.me", "facebook"),
            Map.entry("youtube.com", "youtube"),
            Map.entry("youtu.be", "youtube"),
            Map.entry("tiktok.com", "tiktok"),
            Map.entry("twitter.com", "twitter"),
            Map.entry("x.com", "twitter"),
            Map.entry("t.co", "twitter"),
            Map.entry("bing.com", "bing"));

    private Channel() {}

    /// Null when nothing is known of the page or it was reached from the shop itself.
    ///
    /// @param page where the visitor is; null if unknown
    /// @param referrer where the visitor came from; null if unknown or nowhere
    /// @param source the UTM source, `medium` the UTM medium; empty if none
    /// @param userAgent null if unknown
    public static String of(PageUrl page, PageUrl referrer, String source, String medium, String userAgent) {
        return byUtm(source, medium)
                .or(() -> byInstagramClick(page, referrer))
                .or(() -> byClickId(page))
                .orElseGet(() -> byArrival(page, referrer, userAgent));
    }

    private static Optional<String> byUtm(String source, String medium) {
        var by = medium.toLowerCase(Locale.ROOT);
        if (by.equals("email") || by.equals("e-mail") || by.equals("newsletter")) return Optional.of("email");
        if (by.equals("sms") || by.equals("lms")) return Optional.of("sms");
        var name = source.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) return Optional.empty();
        return Optional.ofNullable(SOURCES.get(name))
                .or(() -> WORDS.stream().filter(name::contains).findFirst())
                .or(() -> Optional.of(name.substring(0, Math.min(name.length(), LONGEST))));
    }

    /// Instagram's links carry Facebook's click id.
    private static Optional<String> byInstagramClick(PageUrl page, PageUrl referrer) {
        if (page == null || referrer == null || page.param("fbclid").isEmpty()) return Optional.empty();
        return bySite(referrer).filter("instagram"::equals);
    }

    private static Optional<String> byClickId(PageUrl page) {
        if (page == null) return Optional.empty();
        return page.query().keySet().stream()
                .flatMap(name -> Stream.ofNullable(CLICK_IDS.get(name.toLowerCase(Locale.ROOT))))
                .findFirst();
    }

    private static String byArrival(PageUrl page, PageUrl referrer, String userAgent) {
        var from = referrer == null ? "" : referrer.host();
        if (page == null && from.isEmpty()) return null;
        if (page != null && !from.isEmpty() && from.equals(page.host())) return null;
        if (from.isEmpty()) return byApp(userAgent).orElse(DIRECT);
        return bySite(referrer).orElse(REFERRAL);
    }

    private static Optional<String> byApp(String userAgent) {
        if (userAgent == null) return Optional.empty();
        return APPS.stream()
                .filter(app -> userAgent.contains(app.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<String> bySite(PageUrl referrer) {
        var host = referrer.host();
        return SITES.stream()
                .filter(site -> host.equals(site.getKey()) || host.endsWith("." + site.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> isGoogle(host) ? Optional.of("google") : Optional.empty());
    }

    /// Google has a host for each country: `www.google.co.kr`.
    private static boolean isGoogle(String host) {
        return host.startsWith("google.") || host.contains(".google.");
    }
}
