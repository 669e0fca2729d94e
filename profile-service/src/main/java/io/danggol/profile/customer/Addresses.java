package io.danggol.profile.customer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// E-mail addresses and phone numbers in the one form that we keep and compare.
public final class Addresses {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\",;]{1,64}@[^\\s@<>\",;]{1,190}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{8,15}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s().\\-]");

    private Addresses() {}

    /// In lower case, without blanks around it; empty for what is no address.
    public static Optional<String> email(String text) {
        return Optional.of(text.strip().toLowerCase(Locale.ROOT))
                .filter(it -> EMAIL.matcher(it).matches());
    }

    /// Digits alone: Korean numbers as dialled there (`01012345678`), others with `+` and country code; empty for what
    /// is no number.
    public static Optional<String> phone(String text) {
        return Optional.of(SEPARATORS.matcher(text.strip()).replaceAll(""))
                .filter(it -> PHONE.matcher(it).matches())
                .map(it -> it.startsWith("+82") ? "0" + it.substring(3).replaceFirst("^0", "") : it)
                .map(it -> it.startsWith("82") && it.length() >= 11 ? "0" + it.substring(2) : it)
                .filter(it -> it.startsWith("0") || it.startsWith("+"));
    }
}
