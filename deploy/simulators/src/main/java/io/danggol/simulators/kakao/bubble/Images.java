package io.danggol.simulators.kakao.bubble;

/// Where an image lies, and where a tap on it leads.
final class Images {
    private Images() {}

    /// Checks the bubble's own image, which it must have.
    static void check(Fields request, Purpose purpose) {
        var image = request.object("image");
        if (image == null) throw Refused.missing("image");
        if (!image.has("imageUrl")) throw Refused.imageNeeds("imageUrl");
        checkUrl(image, "imageUrl");
        checkLink(image, "imageLink", purpose);
    }

    /// An image's address names its scheme and takes no variable; an absent one passes.
    static void checkUrl(Fields fields, String key) {
        var url = fields.text(key);
        if (url != null && !Texts.web(url, Purpose.SEND)) throw Refused.imageUrlScheme();
    }

    static void checkLink(Fields fields, String key, Purpose purpose) {
        var link = fields.text(key);
        if (link == null) return;
        if (link.length() > purpose.linkLength()) throw Refused.tooLong(fields.name(key), purpose.linkLength());
        if (!Texts.web(link, purpose)) throw Refused.imageLinkScheme();
    }
}
