package io.danggol.campaign.kakao;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/// Brings a picture into the shape that its place asks for: whole and in the middle, white around it.
final class Framing {
    /// More dots than any shop's picture has; a small file can hold a picture that fills the memory.
    private static final long MOST_DOTS = 40_000_000;

    private Framing() {}

    /// The picture as JPEG; empty when it is none that the JDK reads (JPEG, PNG, GIF, BMP), or too large.
    static Optional<byte[]> of(byte[] picture, PictureKind kind) {
        try {
            var read = read(picture);
            return read.isPresent() ? Optional.of(jpeg(framed(read.get(), kind))) : Optional.empty();
        } catch (IOException | RuntimeException _) {
            // Decoders throw whatever comes to them of a broken file.
            return Optional.empty();
        }
    }

    private static Optional<BufferedImage> read(byte[] picture) throws IOException {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) return Optional.empty();
            var reader = readers.next();
            try {
                reader.setInput(input);
                var dots = (long) reader.getWidth(0) * reader.getHeight(0);
                return dots > MOST_DOTS ? Optional.empty() : Optional.of(reader.read(0));
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage framed(BufferedImage picture, PictureKind kind) {
        var scale = Math.min((double) kind.width() / picture.getWidth(), (double) kind.height() / picture.getHeight());
        var width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        var height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        var frame = new BufferedImage(kind.width(), kind.height(), BufferedImage.TYPE_INT_RGB);
        var brush = frame.createGraphics();
        try {
            brush.setColor(Color.WHITE);
            brush.fillRect(0, 0, kind.width(), kind.height());
            brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            brush.drawImage(picture, (kind.width() - width) / 2, (kind.height() - height) / 2, width, height, null);
        } finally {
            brush.dispose();
        }
        return frame;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, "jpg", bytes)) throw new IOException("no JPEG writer");
        return bytes.toByteArray();
    }
}
