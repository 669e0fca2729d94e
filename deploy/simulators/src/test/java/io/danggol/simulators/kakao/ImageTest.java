package io.danggol.simulators.kakao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTest {
    @TempDir
    Path folder;

    Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = new Shop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static byte[] image(String format, int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }

    private JsonNode upload(String type, byte[] image) throws Exception {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"imageType\"\r\n\r\n" + type
                        + "\r\n--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"가을 세일.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(image);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return shop.api.json(
                "POST", Shop.path("/images"), body.toByteArray(), "Content-Type", "multipart/form-data; boundary=b");
    }

    @ParameterizedTest
    @CsvSource({
        "IMAGE, 500, 250, 0",
        "IMAGE, 500, 249, 0",
        "IMAGE, 500, 240, -8002",
        "IMAGE, 600, 800, 0",
        "IMAGE, 600, 810, -8002",
        "IMAGE, 499, 400, -8002",
        "WIDE_IMAGE, 800, 800, 0",
        "WIDE_IMAGE, 800, 810, -8002",
        "MAIN_WIDE_ITEMLIST_IMAGE, 1000, 500, 0",
        "MAIN_WIDE_ITEMLIST_IMAGE, 1000, 600, -8002",
        "NORMAL_WIDE_ITEMLIST_IMAGE, 500, 500, 0",
        "NORMAL_WIDE_ITEMLIST_IMAGE, 500, 510, -8002",
        "CAROUSEL_FEED_IMAGE, 800, 600, 0",
        "CAROUSEL_COMMERCE_IMAGE, 800, 300, -8002",
        "OTHER, 800, 600, -8001",
    })
    void eachKindHasItsShape(String type, int width, int height, int code) throws Exception {
        assertThat(Shop.code(upload(type, image("png", width, height)))).isEqualTo(code);
        assertThat(Shop.code(upload(type, image("jpg", width, height)))).isEqualTo(code);
    }

    @Test
    void otherFormatsAndLargeFilesAreRefused() throws Exception {
        assertThat(Shop.code(upload("IMAGE", image("gif", 500, 400)))).isEqualTo(-8001);
        assertThat(Shop.code(upload("IMAGE", "hello".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(-8001);
        var large = new BufferedImage(1600, 1600, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (int y = 0; y < 1600; y++) for (int x = 0; x < 1600; x++) large.setRGB(x, y, random.nextInt());
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(large, "png", bytes);
        assertThat(Shop.code(upload("IMAGE", bytes.toByteArray()))).isEqualTo(-8002);
        assertThat(Shop.code(shop.api.json("POST", Shop.path("/images"), Map.of())))
                .isEqualTo(-9996);
    }

    @Test
    void anUploadIsKeptListedServedAndDeleted() throws Exception {
        var bytes = image("png", 500, 500);
        var uploaded = upload("IMAGE", bytes).get("image");
        assertThat(uploaded.get("imageName").asText()).isEqualTo("가을 세일.png");
        shop.close();
        shop = new Shop(folder);

        var listed = shop.api.get(Shop.path("/images?imageTypes=IMAGE,WIDE_IMAGE"));
        assertThat(listed.at("/images/0/imageSeq")).isEqualTo(uploaded.get("imageSeq"));
        assertThat(listed.at("/images/0/imageName").asText()).isEqualTo("가을 세일.png");
        var path = uploaded.get("imageUrl").asText().replaceFirst("https?://[^/]+", "");
        var served = shop.phones.call("GET", path, null);
        assertThat(served.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(served.headers().firstValue("Content-Length")).contains(String.valueOf(bytes.length));

        assertThat(Shop.code(shop.api.json("DELETE", Shop.path("/images?imageSeq=" + uploaded.get("imageSeq")), null)))
                .isZero();
        assertThat(shop.phones.call("GET", path, null).statusCode()).isEqualTo(404);
        assertThat(Shop.code(shop.api.json("DELETE", Shop.path("/images?imageSeq=1"), null)))
                .isEqualTo(-4000);
    }

    private String sendImage(String url) throws Exception {
        var request = Shop.textTo("그림", "01012345678");
        request.put("chatBubbleType", "IMAGE");
        request.put("image", Map.of("imageUrl", url));
        return shop.send(request).at("/message/requestId").asText();
    }

    private void expect(String requestId, String code) {
        await().untilAsserted(() ->
                assertThat(shop.row(requestId, 1).get("resultCode").asText()).isEqualTo(code));
    }

    @Test
    void aMessageShowsUploadedImagesOnly() throws Exception {
        var right =
                upload("IMAGE", image("png", 500, 500)).at("/image/imageUrl").asText();
        var wide = upload("WIDE_IMAGE", image("png", 500, 500))
                .at("/image/imageUrl")
                .asText();

        expect(sendImage(right), "1000");
        expect(sendImage(wide), "3024");
        expect(sendImage("https://shop.example/1.png"), "3024");
        shop.control(Map.of("uploadedImagesOnly", false));
        expect(sendImage("https://shop.example/1.png"), "1000");
    }

    @Test
    void theImagesOfAProductCarouselHaveOneShape() throws Exception {
        var square = upload("CAROUSEL_COMMERCE_IMAGE", image("png", 500, 500))
                .at("/image/imageUrl")
                .asText();
        var flat = upload("CAROUSEL_COMMERCE_IMAGE", image("png", 500, 400))
                .at("/image/imageUrl")
                .asText();

        expect(sendCarousel(square, square), "1000");
        expect(sendCarousel(square, flat), "3024");
    }

    private String sendCarousel(String first, String second) throws Exception {
        var request = Shop.textTo("x", "01012345678");
        request.remove("content");
        request.put("chatBubbleType", "CAROUSEL_COMMERCE");
        request.put("carousel", Map.of("list", List.of(card(first), card(second))));
        return shop.send(request).at("/message/requestId").asText();
    }

    private static Map<String, Object> card(String imageUrl) {
        return Map.of(
                "imageUrl", imageUrl,
                "commerce", Map.of("title", "상품", "regularPrice", 1000),
                "buttons", List.of(Map.of("name", "구매", "type", "WL", "linkMo", "https://shop.example/")));
    }
}
