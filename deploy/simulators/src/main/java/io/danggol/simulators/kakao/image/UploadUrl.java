package io.danggol.simulators.kakao.image;

import java.util.Optional;
import java.util.regex.Pattern;

/// The address of an uploaded image: `…/images/12.jpg`, whatever host the caller reaches us by.
public final class UploadUrl {
    private static final Pattern URL = Pattern.compile("https?://[^/]+/images/(\\d{1,9})\\.(jpg|png)");

    private UploadUrl() {}

    /// @param base scheme, host and port, without a slash at the end
    public static String of(String base, UploadedImages.Image image) {
        return base + "/images/" + image.seq() + "." + image.format();
    }

    /// The image's number; empty if the address is not one of ours.
    static Optional<Integer> seq(String url) {
        var match = URL.matcher(url);
        return match.matches() ? Optional.of(Integer.valueOf(match.group(1))) : Optional.empty();
    }
}
