package io.danggol.shop.crowd;

/// How a visit came to the shop. Empty texts mean that the browser tells nothing.
public enum Channel {
    DIRECT("", "", "", ""),
    NAVER("https://search.naver.com/", "", "", ""),
    GOOGLE("https://www.google.com/", "", "", ""),
    INSTAGRAM("https://l.instagram.com/", "instagram", "cpc", "first-snow"),
    FACEBOOK("https://m.facebook.com/", "facebook", "cpc", "first-snow"),
    KAKAO("", "kakao", "message", "regulars"),
    EMAIL("", "email", "email", "weekly");

    final String referrer;
    final String source;
    final String medium;
    final String campaign;

    Channel(String referrer, String source, String medium, String campaign) {
        this.referrer = referrer;
        this.source = source;
        this.medium = medium;
        this.campaign = campaign;
    }
}
