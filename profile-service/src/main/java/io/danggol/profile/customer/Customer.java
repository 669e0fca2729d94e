package io.danggol.profile.customer;

import java.time.LocalDate;
import java.util.Map;

/// What the shop told us of a customer. All but the id may be null.
///
/// @param email in the form of [Addresses#email]
/// @param phone in the form of [Addresses#phone]
/// @param attributes whatever else the shop tells
public record Customer(
        String customerId,
        String email,
        String phone,
        String name,
        LocalDate birthDate,
        Map<String, Object> attributes) {

    /// Nothing personal, so that it can stand in a log by mistake.
    @Override
    public String toString() {
        return "Customer[]";
    }
}
