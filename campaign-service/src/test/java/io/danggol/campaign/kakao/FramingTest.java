package io.danggol.campaign.kakao;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
    @ParameterizedTest
    @EnumSource(PictureKind.class)
    void aPictureOfAnyShapeStandsWholeInTheMiddle(PictureKind kind) throws IOException {
        for (var size : new int[][] {{50, 400}, {400, 50}, {333, 333}, {1_600, 900}}) {
            var framed = ImageIO.read(new ByteArrayInputStream(
                    Framing.of(png(size[0], size[1]), kind).orElseThrow()));

            assertThat(framed.getWidth()).isEqualTo(kind.width());
            assertThat(framed.getHeight()).isEqualTo(kind.height());
            assertThat(red(framed, kind.width() / 2, kind.height() / 2)).isTrue();
            var square = (double) size[0] / size[1] == (double) kind.width() / kind.height();
            assertThat(red(framed, 2, 2)).isEqualTo(square);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no picture", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "\u0089PNG"})
    void whatIsNoPictureGivesNone(String bytes) {
        assertThat(Framing.of(bytes.getBytes(StandardCharsets.ISO_8859_1), PictureKind.IMAGE))
                .isEmpty();
    }

    @Test
    void aBrokenPictureGivesNone() throws IOException {
        var whole = png(200, 200);

        assertThat(Framing.of(Arrays.copyOf(whole, 60), PictureKind.IMAGE)).isEmpty();
    }

    @Test
    void aPictureThatWouldFillTheMemoryGivesNone() throws IOException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(20_000, 2_001, BufferedImage.TYPE_BYTE_BINARY), "png", picture);

        assertThat(Framing.of(picture.toByteArray(), PictureKind.IMAGE)).isEmpty();
    }

    private static byte[] png(int width, int height) throws IOException {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var brush = picture.createGraphics();
        brush.setColor(Color.RED);
        brush.fillRect(0, 0, width, height);
        brush.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static boolean red(BufferedImage picture, int x, int y) {
        var color = new Color(picture.getRGB(x, y));
        return color.getRed() > 200 && color.getGreen() < 60;
    }
}
