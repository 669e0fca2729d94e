package io.danggol.campaign.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R37: the signature of a mail holds for those who did not write it.
class DkimTest {
    private static final Instant NOW = Instant.parse("2026-01-05T03:00:00Z");
    private static final Sender SENDER = new Sender("단골마켓", "hello@shop.example", "02-1234-5678", "서울 종로구 1");
    private static final KeyPair RSA = pair("RSA", 2048);
    private static final KeyPair ED25519 = pair("Ed25519", 255);

    @Test
    void anotherVerifierBelievesTheSignatureAndSeesThatTheWayOutIsPartOfIt() throws FailException {
        var signed = new Dkim("shop.example", List.of(Dkim.Key.of("rsa1", pem(RSA)))).sign(mail());

        var records = verify(signed);

        assertThat(records).hasSize(1);
        assertThat(records.getFirst().getDToken()).hasToString("shop.example");
        assertThat(records.getFirst().getHeaders().stream().map(CharSequence::toString))
                .contains("from", "to", "subject", "date", "list-unsubscribe", "list-unsubscribe-post");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "List-Unsubscribe: <https://msg.shop.example|List-Unsubscribe: <https://evil.example",
                "List-Unsubscribe-Post: |X-Other: ",
                "Subject: |Subject: =?UTF-8?B?7JWI64WV?= ",
                "From: |From: <evil@shop.example>\r\nFrom: ",
                "List-Unsubscribe: |List-Unsubscribe: <https://evil.example/>\r\nList-Unsubscribe: ",
                "MIME-Version: 1.0\r\n|MIME-Version: 1.0\r\nSubject: hello\r\n",
                "\r\n\r\n--|\r\n\r\nhello\r\n--",
            })
    void whatWasChangedOnTheWayIsNotBelieved(String change) throws FailException {
        var from = change.substring(0, change.indexOf('|'));
        var to = change.substring(change.indexOf('|') + 1);
        var signed = text(new Dkim("shop.example", List.of(Dkim.Key.of("rsa1", pem(RSA)))).sign(mail()));
        assertThat(signed).contains(from);
        assertThat(verify(signed.getBytes(StandardCharsets.ISO_8859_1))).hasSize(1);

        var changed = signed.replaceFirst(Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));

        assertThatThrownBy(() -> verify(changed.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(FailException.class);
    }

    /// Relays may fold lines anew and touch spaces at the ends of lines.
    @Test
    void whatRelaysDoToSpacesDoesNotMatter() throws FailException {
        var signed = text(new Dkim("shop.example", List.of(Dkim.Key.of("rsa1", pem(RSA)))).sign(mail()));

        var relayed = signed.replace("List-Unsubscribe: <", "List-Unsubscribe:\r\n\t  <")
                .replace("Message-ID: ", "MESSAGE-ID:   ")
                .concat("\r\n\r\n");

        assertThat(verify(relayed.getBytes(StandardCharsets.ISO_8859_1))).hasSize(1);
    }

    @Test
    void eachKeyGivesASignatureOfItsOwn() throws GeneralSecurityException {
        var signed = new Dkim("shop.example", List.of(Dkim.Key.of("rsa1", pem(RSA)), Dkim.Key.of("ed1", pem(ED25519))))
                .sign(mail());

        var head = text(signed).split("\r\n\r\n", 2)[0];
        var signatures = Arrays.stream(head.split("\r\n(?![ \t])"))
                .filter(header -> header.startsWith("DKIM-Signature:"))
                .toList();
        assertThat(signatures).hasSize(2);
        assertThat(head.lines()).allMatch(line -> line.length() <= 200);
        var rest = text(signed)
                .substring(signatures.get(0).length() + 2 + signatures.get(1).length() + 2);
        assertThat(rest).isEqualTo(text(mail()));
        assertThat(holds(signatures.get(1), rest, ED25519.getPublic())).isTrue();
        assertThat(holds(signatures.get(1), rest.replace("hello@", "hallo@"), ED25519.getPublic()))
                .isFalse();
    }

    /// RFC 8463, appendix A: a mail that was signed by others.
    @Test
    void thePublishedSignatureHoldsByOurReadingOfTheRules() throws GeneralSecurityException {
        var key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder()
                        .decode("MCowBQYDK2VwAyEA" + "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")));
        var signature = """
                DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
                 d=football.example.com; i=@football.example.com;
                 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
                 subject : date : message-id : from : subject : date;
                 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
                 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
                 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==""".replace("\n", "\r\n");
        var mail = """
                From: Joe SixPack <joe@football.example.com>
                To: Suzie Q <suzie@shopping.example.net>
                Subject: Is dinner ready?
                Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
                Message-ID: <20030712040037.46341.5F8J@football.example.com>

                Hi.

                We lost the game.  Are you hungry yet?

                Joe.
                """.replace("\n", "\r\n");

        assertThat(holds(signature, mail, key)).isTrue();
        assertThat(holds(signature, mail.replace("dinner", "supper"), key)).isFalse();
        assertThat(holds(signature, mail.replace("lost", "won"), key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a key", "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="})
    void whatIsNoPrivateKeyIsRefusedAndNotShown(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dkim.Key.of("s1", key))
                .withMessageContaining("s1")
                .withMessageNotContaining("MCow");
    }

    @Test
    void aKeyThatIsTooShortIsRefused() {
        var weak = pem(pair("RSA", 768));

        assertThatIllegalArgumentException().isThrownBy(() -> Dkim.Key.of("s1", weak));
    }

    private static List<SignatureRecord> verify(byte[] mail) throws FailException {
        var record = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(RSA.getPublic().getEncoded());
        PublicKeyRecordRetriever dns = (method, selector, domain) -> {
            assertThat(selector).hasToString("rsa1");
            assertThat(domain).hasToString("shop.example");
            return List.of(record);
        };
        try {
            return new DKIMVerifier(dns).verify(new ByteArrayInputStream(mail));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// An Ed25519 signature, checked by the letter of the RFCs.
    private static boolean holds(String signature, String mail, PublicKey key) throws GeneralSecurityException {
        var tags = Arrays.stream(signature
                        .substring(signature.indexOf(':') + 1)
                        .replaceAll("\\s", "")
                        .split(";"))
                .map(tag -> tag.split("=", 2))
                .collect(java.util.stream.Collectors.toMap(tag -> tag[0], tag -> tag[1]));
        var parts = mail.split("\r\n\r\n", 2);
        var hash = MessageDigest.getInstance("SHA-256");
        if (!Base64.getEncoder()
                .encodeToString(hash.digest(Dkim.body(parts[1]).getBytes(StandardCharsets.ISO_8859_1)))
                .equals(tags.get("bh"))) return false;
        var headers = Arrays.asList(parts[0].split("\r\n(?![ \t])"));
        var data = new StringBuilder();
        var used = new java.util.HashMap<String, Integer>();
        for (var name : tags.get("h").split(":")) {
            var found = headers.stream()
                    .filter(header -> header.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
                    .toList();
            var index = found.size() - used.merge(name, 1, Integer::sum);
            if (index >= 0) data.append(Dkim.relaxed(found.get(index))).append("\r\n");
        }
        data.append(Dkim.relaxed(signature.replaceFirst("(?s)([;\\s]b=).*$", "$1")));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(hash.digest(data.toString().getBytes(StandardCharsets.ISO_8859_1)));
        return verifier.verify(Base64.getDecoder().decode(tags.get("b")));
    }

    private static byte[] mail() {
        return Mime.write(
                new Mail(
                        UUID.fromString("00000000-0000-4000-8000-000000000001"),
                        "(광고) 안녕하세요, 오래 기다리신 신상품이 드디어 들어왔습니다",
                        "안녕하세요",
                        "<p>안녕하세요</p>",
                        "https://msg.shop.example/u/token"),
                SENDER,
                "kim@customer.example",
                NOW);
    }

    private static String text(byte[] mail) {
        return new String(mail, StandardCharsets.ISO_8859_1);
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
