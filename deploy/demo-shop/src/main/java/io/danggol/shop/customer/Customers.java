package io.danggol.shop.customer;

import io.danggol.shop.disk.Documents;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Who has an account: those who came with the shop, and those who joined since; the latter are kept on disk.
public final class Customers {
    /// Numbers 010-0xxx and 010-1xxx are not given out in Korea; those ending in 0000 are delivered by the Kakao
    /// simulator.
    private static final int NUMBERS = 2_000;

    private final Map<String, Customer> first;
    private final Documents<Customer> joined;

    /// @param first the customers that the shop has from its past, by id
    public Customers(Map<String, Customer> first, Path folder) {
        this.first = first;
        this.joined = new Documents<>(folder, Customer.class);
    }

    public Optional<Customer> find(String id) {
        return joined.find(id).or(() -> Optional.ofNullable(first.get(id)));
    }

    /// Opens an account under `id`, with a number that no other account has while there are free ones.
    public synchronized Customer join(String id) {
        var taken = Stream.concat(first.values().stream(), joined.all().values().stream())
                .map(Customer::phone)
                .collect(Collectors.toSet());
        var wish = Math.floorMod(id.hashCode(), NUMBERS);
        var phone = IntStream.range(wish, wish + NUMBERS)
                .mapToObj(number -> "010%04d0000".formatted(number % NUMBERS))
                .filter(number -> !taken.contains(number))
                .findFirst()
                .orElseGet(() -> "010%04d0000".formatted(wish));
        var customer = Customer.joining(id, phone);
        joined.put(id, customer);
        return customer;
    }

    /// Replaces what a customer told of themselves.
    public void put(Customer customer) {
        joined.put(customer.id(), customer);
    }

    /// Forgets name, address and number; the account stays under its id, for the law wants the orders kept.
    public void forget(String id) {
        joined.put(id, new Customer(id, "탈퇴한 고객", "", ""));
    }
}
