package io.danggol.e2e.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate for `localhost` that is its own authority, with its key, in the form that PostgreSQL and the services
/// read.
///
/// @param identity the same for a server in this JVM
record Certificate(String certificatePem, String keyPem, SSLContext identity) {
    private static final String PASSWORD = "for-this-test";

    /// Made by the JDK's keytool in `folder`, where `certificate.pem` is left.
    static Certificate selfSigned(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Files.createDirectories(folder);
        var file = folder.resolve("store.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-ext",
                        "bc:c=ca:true",
                        "-validity",
                        "365",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) throw new IllegalStateException("keytool failed");
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var certificate = pem("CERTIFICATE", store.getCertificate("server").getEncoded());
        Files.writeString(folder.resolve("certificate.pem"), certificate);
        return new Certificate(
                certificate,
                pem(
                        "PRIVATE KEY",
                        store.getKey("server", PASSWORD.toCharArray()).getEncoded()),
                identity(store));
    }

    private static SSLContext identity(KeyStore store) throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var identity = SSLContext.getInstance("TLS");
        identity.init(keys.getKeyManagers(), null, null);
        return identity;
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
