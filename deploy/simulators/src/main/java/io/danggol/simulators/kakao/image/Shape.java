package io.danggol.simulators.kakao.image;

import io.danggol.simulators.kakao.bubble.Bubble.Picture.Kind;
import io.danggol.simulators.kakao.bubble.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;

/// The shapes that an image may have: height divided by width, from `least` to `most`.
record Shape(double least, double most) {
    private static final int BYTES = 5 << 20;
    private static final int WIDTH = 500;
    private static final double ROUNDING = 0.005;

    static Shape of(Kind kind) {
        return switch (kind) {
            case IMAGE, CAROUSEL_FEED_IMAGE, CAROUSEL_COMMERCE_IMAGE -> new Shape(0.5, 4.0 / 3);
            case WIDE_IMAGE -> new Shape(0.5, 1);
            case MAIN_WIDE_ITEMLIST_IMAGE -> new Shape(0.5, 0.5);
            case NORMAL_WIDE_ITEMLIST_IMAGE -> new Shape(1, 1);
        };
    }

    /// Checks bytes, width and shape, and gives height divided by width.
    double check(byte[] bytes) {
        if (bytes.length > BYTES) throw Refused.imageSize("more than 5 MB");
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) throw Refused.imageType();
            var reader = readers.next();
            try {
                reader.setInput(input);
                return check(reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw Refused.imageType();
        }
    }

    private double check(int width, int height) {
        var ratio = (double) height / width;
        if (width < WIDTH) throw Refused.imageSize("width " + width + " px, expected at least " + WIDTH);
        if (ratio < least - ROUNDING || ratio > most + ROUNDING)
            throw Refused.imageSize(
                    String.format(Locale.ROOT, "ratio %.3f, expected %.3f to %.3f", ratio, least, most));
        return ratio;
    }
}
