package io.danggol.bench.replay;

import java.nio.charset.StandardCharsets;
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
    /// @param phone not in use; ends in 0000, which the Kakao simulator delivers
    record Customer(String id, String email, String phone, Agreement agreement) {}

    Optional<Customer> of(String user) {
        var hash = hash(user);
        if (hash % 100 >= percent) return Optional.empty();
        var id = prefix + user;
        return Optional.of(new Customer(
                id,
                id + "@example.invalid",
                "010%04d0000".formatted(hash / 100 % 10_000),
                Agreement.values()[(int) (hash / 1_000_000 % Agreement.values().length)]));
    }

    List<Customer> among(Set<String> users) {
        return users.stream().map(this::of).flatMap(Optional::stream).toList();
    }

    private static long hash(String user) {
        var crc = new CRC32();
        crc.update(user.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
