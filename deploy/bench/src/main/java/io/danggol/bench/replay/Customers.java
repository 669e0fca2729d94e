package io.danggol.bench.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/// Which of a file's users are customers, and what they agreed to: decided by a hash of their name, so that it is
/// known beforehand and the same in every run.
///
/// @param percent of the users who are customers, 0 to 100
/// @param prefix what comes before the file's names for people
record Customers(int percent, String prefix) {
    private static final int NUMBERS_IN_BLOCK = 9_000;

    Customers {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("--customers: " + percent + " (expected: 0 to 100)");
        }
    }

    /// A quarter of the customers each.
    enum Agreement {
        EMAIL_AND_KAKAO("email", "kakao"),
        EMAIL("email"),
        KAKAO("kakao"),
        NOTHING();

        private final List<String> channels;

        Agreement(String... channels) {
            this.channels = List.of(channels);
        }

        List<String> channels() {
            return channels;
        }
    }

    /// A customer of the shop.
    ///
    /// @param email at example.invalid: nobody's
    /// @param phone no two customers share one; the last four digits are such that the Kakao simulator delivers
    record Customer(String id, String email, String phone, Agreement agreement) {}

    /// The customer id of a user; empty for one who is none.
    Optional<String> idOf(String user) {
        return hash(user) % 100 < percent ? Optional.of(prefix + user) : Optional.empty();
    }

    List<Customer> among(Set<String> users) {
        var customers = new ArrayList<Customer>();
        for (var user : users) {
            idOf(user)
                    .ifPresent(id -> customers.add(
                            new Customer(id, id + "@example.invalid", phone(customers.size()), agreement(user))));
        }
        return customers;
    }

    private static Agreement agreement(String user) {
        return Agreement.values()[(int) (hash(user) / 100 % Agreement.values().length)];
    }

    /// A number of this file's own block: 010-3000-1000 is the first that may be.
    private String phone(int number) {
        var block = 3_000 + hash(prefix) % 6_000 + number / NUMBERS_IN_BLOCK;
        return "010%04d%04d".formatted(block, 1_000 + number % NUMBERS_IN_BLOCK);
    }

    /// How many of them agreed to advertising by a channel.
    static long agreed(List<Customer> customers, String channel) {
        return customers.stream()
                .filter(customer -> customer.agreement().channels().contains(channel))
                .count();
    }

    private static long hash(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
