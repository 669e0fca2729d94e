package io.danggol.campaign.kakao;

/// The places in a bubble where a product's picture can stand, each with the shape that we bring pictures into.
///
/// Source: NHN Cloud, Brand Message API v1.0, image types (KAKAO-AND-LAW.md 1.2, 2.1). Where Kakao leaves a choice we
/// take the square.
enum PictureKind {
    IMAGE(800, 800),
    MAIN_WIDE_ITEMLIST_IMAGE(1_000, 500),
    NORMAL_WIDE_ITEMLIST_IMAGE(800, 800),
    CAROUSEL_COMMERCE_IMAGE(800, 800);

    private final int width;
    private final int height;

    PictureKind(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /// In dots.
    int width() {
        return width;
    }

    /// In dots.
    int height() {
        return height;
    }
}
