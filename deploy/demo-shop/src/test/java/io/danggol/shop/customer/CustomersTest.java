package io.danggol.shop.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomersTest {
    private static final Customer MINJI = new Customer("minji", "김민지", "minji@example.invalid", "01000000000");

    @TempDir
    Path folder;

    private Customers customers() {
        return new Customers(Map.of("minji", MINJI), folder);
    }

    @Test
    void newCustomersHaveNumbersOfTheirOwn() {
        var customers = customers();

        var phones = IntStream.range(0, 150)
                .mapToObj(number -> customers.join("c-" + number).phone())
                .toList();

        assertThat(phones)
                .doesNotHaveDuplicates()
                .doesNotContain(MINJI.phone())
                .allMatch(it -> it.matches("010[01]\\d{3}0000"));
    }

    @Test
    void whoWasForgottenStaysForgottenAfterARestart() {
        customers().forget("minji");

        assertThat(customers().find("minji")).map(Customer::email).contains("");
        assertThat(customers().find("minji")).map(Customer::name).get().isNotEqualTo("김민지");
    }
}
