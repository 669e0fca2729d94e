package io.danggol.shop.customer;

import io.danggol.shop.disk.Documents;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Who has an account: those who came with the shop, and those who joined since; the latter are kept on disk.
public final class Customers {
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

    /// Opens an account under `id`.
    public Customer join(String id) {
        var customer = Customer.joining(id);
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
