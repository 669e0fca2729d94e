package io.danggol.shop.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.ofTheShop();

    static Stream<Product> products() {
        return CATALOGUE.products().stream();
    }

    @Test
    void thereAreAHundredAndFiftyProductsInTenCategoriesOfTwoLevels() {
        assertThat(CATALOGUE.products()).hasSize(150);
        assertThat(CATALOGUE.categories())
                .hasSize(10)
                .allSatisfy(category -> assertThat(category.parts()).hasSizeGreaterThan(1));
        assertThat(products().filter(product -> product.initialStock() == 0)).hasSizeBetween(5, 15);
        assertThat(products().filter(Product::onSale)).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("products")
    void whatAProductRefersToExists(Product product) {
        assertThat(product.accessoriesOf()).allMatch(id -> CATALOGUE.find(id).isPresent());
        assertThat(product.variantOf().stream())
                .allMatch(id -> CATALOGUE.find(id).isPresent());
        assertThat(product.text()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("products")
    void everyPictureIsWellFormedAndItsOwn(Product product) throws Exception {
        var picture = Picture.of(product);

        DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(picture)));
        assertThat(picture).doesNotContain("{").isEqualTo(Picture.of(product));
        assertThat(products().filter(other -> Picture.of(other).equals(picture)))
                .containsExactly(product);
    }

    @Test
    void searchFindsWordsInNamesFirstThenAnywhere() {
        assertThat(CATALOGUE.search("원두"))
                .extracting(Product::id)
                .startsWith("P7101", "P7102")
                .contains("P7106");
        assertThat(CATALOGUE.search("  ")).isEmpty();
        assertThat(CATALOGUE.search("로퍼 검정")).extracting(Product::id).containsExactly("P1202");
        assertThat(CATALOGUE.search("없는물건")).isEmpty();
    }

    @Test
    void coloursOfOneProductAreFoundFromEach() {
        assertThat(CATALOGUE.colours(CATALOGUE.find("P1102").orElseThrow()))
                .isEqualTo(CATALOGUE.colours(CATALOGUE.find("P1101").orElseThrow()))
                .hasSize(2);
        assertThat(CATALOGUE.colours(CATALOGUE.find("P1103").orElseThrow())).isEmpty();
    }

    @Test
    void aBadLineIsRefusedWithItsText() {
        assertThatThrownBy(() ->
                        ProductList.parse("== a > b\nP1 | 이름 | x | tee | 10 | 20 | 1 | #000000 #000000 #000000 | t |"))
                .hasMessageContaining("이름")
                .rootCause()
                .hasMessage("salePrice: 20 (expected: 1..9)");
    }

    @Test
    void priceOfASaleIsRoundedDownToWholePerCent() {
        var product = new Product(
                "P",
                "n",
                "b",
                List.of("a", "b"),
                "tee",
                29_000,
                Optional.of(19_900L),
                1,
                List.of("#000000", "#000000", "#000000"),
                "t",
                Optional.empty(),
                List.of(),
                Optional.empty());

        assertThat(product.discountPercent()).isEqualTo(31);
        assertThat(product.sellingPrice()).isEqualTo(19_900);
    }

    @Test
    void stockIsTakenAsAWholeOrNotAtAllAndSurvivesARestart(@TempDir Path folder) {
        var stock = new Stock(CATALOGUE, folder);
        var before = stock.of("P1101");

        assertThat(stock.take(Map.of("P1101", 2, "P1106", 1))).contains("P1106");
        assertThat(stock.of("P1101")).isEqualTo(before);
        assertThat(stock.take(Map.of("P1101", 2))).isEmpty();

        assertThat(new Stock(CATALOGUE, folder).of("P1101")).isEqualTo(before - 2);
        stock.putBack(Map.of("P1101", 2));
        assertThat(new Stock(CATALOGUE, folder).of("P1101")).isEqualTo(before);
    }
}
