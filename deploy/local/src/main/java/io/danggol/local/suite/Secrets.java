package io.danggol.local.suite;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// What the local suite keeps secret: made at random on the first start, kept with the data that depends on it.
///
/// @param shop signs customer tokens
/// @param identity makes profile ids of customer ids
/// @param encryption 32 bytes in base64, encrypts contact data
public record Secrets(String shop, String identity, String encryption) {
    /// Reads them, making them first when there are none.
    public static Secrets of(Home home) throws IOException {
        var file = home.secrets();
        if (!Files.exists(file)) make(file);
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        return new Secrets(
                properties.getProperty("shop"),
                properties.getProperty("identity"),
                properties.getProperty("encryption"));
    }

    private static void make(Path file) throws IOException {
        var random = new SecureRandom();
        var properties = new Properties();
        properties.setProperty("shop", random(random));
        properties.setProperty("identity", random(random));
        properties.setProperty("encryption", random(random));
        var text = new StringWriter();
        properties.store(text, null);
        Files.createDirectories(file.getParent());
        var beside = file.resolveSibling("secrets.part");
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, text.toString());
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random(SecureRandom random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
