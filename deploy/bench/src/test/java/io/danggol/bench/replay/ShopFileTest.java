package io.danggol.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopFileTest {
    private static final String REES46 = """
            event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session
            2019-10-01 00:00:00 UTC,view,44600062,2103807459595387724,,shiseido,35.79,541312140,s-1
            2019-10-01 00:00:05 UTC,cart,3900821,2053013552326770905,appliances.environment.water_heater,aqua,33.20,554748717,s-2
            2019-10-01 00:01:00 UTC,purchase,3900821,2053013552326770905,appliances.environment.water_heater,aqua,33.20,554748717,s-2
            """;
    private static final String ROCKET = """
            time,user_id,event,item_id,session_id,category_id
            1441852593,1145517,view,165162,1433838,1173
            1441853104,1145517,addtocart,165162,1433838,1173
            1441853105,1145517,transaction,165162,1433838,1173
            """;
    private static final String RETAIL_NAMES =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @TempDir
    Path folder;

    @Test
    void aFileIsKnownByItsFirstLineGzippedOrNot() throws IOException {
        assertThat(ShopFile.of(plain(REES46)).format()).isEqualTo(new Rees46());
        assertThat(ShopFile.of(gzipped(ROCKET)).format()).isEqualTo(new RetailRocket());
        assertThat(ShopFile.of(plain(RETAIL_NAMES)).format()).isEqualTo(new OnlineRetail());
    }

    @Test
    void anyOtherFileIsRefusedByName() throws IOException {
        var file = plain("a,b,c\n1,2,3\n");

        assertThatIllegalArgumentException().isThrownBy(() -> ShopFile.of(file)).withMessageContaining("columns");
    }

    @Test
    void rees46GivesBrandCategoriesAndPrice() throws IOException {
        var events = events(plain(REES46));

        assertThat(events).extracting(ShopEvent::name).containsExactly("view_item", "add_to_cart", "purchase");
        assertThat(events.get(1).items().getFirst().categories())
                .containsExactly("appliances", "environment", "water_heater");
        assertThat(events.getFirst().items().getFirst().categories()).isEmpty();
        assertThat(events.getFirst().at()).isEqualTo(Instant.parse("2019-10-01T00:00:00Z"));
        assertThat(events.getLast().order()).isEqualTo(events.getLast().id());
        assertThat(events.getLast().value()).isEqualByComparingTo("33.20");
    }

    @Test
    void retailRocketHasNoPrices() throws IOException {
        assertThat(events(plain(ROCKET)))
                .allSatisfy(event -> assertThat(event.value()).isNull());
    }

    @Test
    void idsComeFromDigestAndLine() throws IOException {
        var file = plain(REES46);
        var digest = ShopFile.of(file).digest();

        assertThat(events(file)).extracting(ShopEvent::id).containsExactly(digest + ".2", digest + ".3", digest + ".4");
    }

    @Test
    void anInvoiceIsOnePurchaseWithItsLinesRounded() throws IOException {
        var events = events(plain(RETAIL_NAMES + """
                536365,85123A,"HEART, WHITE",6,2010-12-01 08:26:00,2.555,17850,United Kingdom
                536365,71053,LANTERN,1,2010-12-01 08:26:00,3.39,17850,United Kingdom
                """));

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().value()).isEqualByComparingTo("18.72");
        assertThat(events.getFirst().items()).hasSize(2);
        assertThat(events.getFirst().parts()).isZero();
    }

    @Test
    void aLongInvoiceComesInParts() throws IOException {
        var lines = IntStream.range(0, 401)
                .mapToObj(i -> "1,S" + i + ",THING,1,2010-12-01 08:26:00,1.00,,United Kingdom\n")
                .collect(Collectors.joining());

        var events = events(plain(RETAIL_NAMES + lines));

        assertThat(events)
                .extracting(
                        ShopEvent::part,
                        ShopEvent::parts,
                        event -> event.items().size(),
                        ShopEvent::user)
                .containsExactly(
                        tuple(1, 3, 200, "invoice-1"), tuple(2, 3, 200, "invoice-1"), tuple(3, 3, 1, "invoice-1"));
        assertThat(events)
                .extracting(ShopEvent::order)
                .containsOnly(events.getFirst().order());
    }

    @Test
    void cancellationsAndNegativeLinesAreRefunds() throws IOException {
        var events = events(plain(RETAIL_NAMES + """
                C536379,D,Discount,-1,2010-12-01 09:41:00,27.50,14527,United Kingdom
                536589,21777,RECIPE BOX,-10,2010-12-01 16:50:00,0.0,,United Kingdom
                """));

        assertThat(events).extracting(ShopEvent::name).containsExactly("refund", "refund");
        assertThat(events.getFirst().value()).isEqualByComparingTo("27.50");
        assertThat(events.getFirst().items().getFirst().quantity()).isEqualByComparingTo("1");
    }

    @Test
    void linesOfAnInvoiceThatAnotherOneInterruptsBelongTogether() throws IOException {
        var events = events(plain(RETAIL_NAMES + """
                1,A,A,1,2011-02-01 11:19:00,1,12836,United Kingdom
                2,B,B,1,2011-02-01 11:19:00,1,12837,United Kingdom
                1,C,C,1,2011-02-01 11:20:00,1,12836,United Kingdom
                3,D,D,1,2011-02-01 12:20:00,1,12836,United Kingdom
                """));

        assertThat(events).extracting(event -> event.items().size()).containsExactly(2, 1, 1);
    }

    @Test
    void aNegativePriceCostsNoOtherLine() throws IOException {
        var events = events(plain(RETAIL_NAMES + """
                A1,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom
                A1,C,Thing,1,2011-08-12 14:51:00,5.00,,United Kingdom
                """));

        assertThat(events).extracting(event -> event.items().size()).containsExactly(1, 1);
        var survey = new Survey();
        events.forEach(survey::add);
        assertThat(survey.negative()).isEqualTo(1);
        assertThat(survey.gross()).isEqualByComparingTo("5.00");
    }

    @Test
    void aPlainCountKnowsUsersBuyersAndFullCarts() throws IOException {
        var survey = new Survey();
        events(plain(REES46 + """
                2019-10-01 00:02:00 UTC,cart,3900821,1,a.b,aqua,33.20,554748717,s-3
                2019-10-01 00:02:00 UTC,cart,1,1,,,1.00,7,s-4
                """)).forEach(survey::add);

        assertThat(survey.users()).hasSize(3);
        assertThat(survey.buyers()).isEqualTo(1);
        assertThat(survey.fullCarts()).isEqualTo(2);
        assertThat(survey.catalogue()).containsOnlyKeys("44600062", "3900821", "1");
        assertThat(survey.net()).isEqualByComparingTo("33.20");
    }

    private static List<ShopEvent> events(Path file) throws IOException {
        var events = new ArrayList<ShopEvent>();
        ShopFile.of(file).read(read -> read.forEachRemaining(events::add));
        return events;
    }

    private Path plain(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "shop", ".csv"), text);
    }

    private Path gzipped(String text) throws IOException {
        var file = Files.createTempFile(folder, "shop", ".csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
