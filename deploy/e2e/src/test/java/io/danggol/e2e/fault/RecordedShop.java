package io.danggol.e2e.fault;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// A made-up shop's log in the format of REES46, the same from the same seed.
final class RecordedShop {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");
    private static final LocalDateTime BEGIN = LocalDateTime.of(2019, 10, 1, 0, 0);
    private static final int USERS = 150;
    private static final int PRODUCTS = 80;
    private static final String[] CATEGORIES = {"electronics.smartphone", "appliances.kitchen.kettle", "", "신발.구두"};

    private RecordedShop() {}

    /// Writes a gzipped file of so many lines: mostly views, some carts, some purchases.
    static Path write(Path file, long seed, int lines) throws IOException {
        var random = new Random(seed);
        try (var writer =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            writer.write(
                    "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n");
            for (var line = 0; line < lines; line++) writer.write(line(random, line));
        }
        return file;
    }

    private static String line(Random random, int line) {
        var kind = random.nextInt(10);
        var product = random.nextInt(PRODUCTS);
        return "%s,%s,%d,%d,%s,%s,%d.%02d,%d,s-%d%n"
                .formatted(
                        BEGIN.plusSeconds(line).format(TIME),
                        kind < 7 ? "view" : kind < 9 ? "cart" : "purchase",
                        1_000 + product,
                        product % CATEGORIES.length,
                        CATEGORIES[product % CATEGORIES.length],
                        product % 3 == 0 ? "" : "brand" + product % 7,
                        5 + product,
                        product % 100,
                        random.nextInt(USERS),
                        line / 20);
    }
}
