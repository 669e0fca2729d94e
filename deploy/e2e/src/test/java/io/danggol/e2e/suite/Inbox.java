package io.danggol.e2e.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.local.suite.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What arrived: mails, or Kakao messages as the phones got them.
public final class Inbox {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;

    private Inbox(int port) {
        url = Addresses.url(port) + "/api/messages";
    }

    public static Inbox mails(RunningSuite suite) {
        return new Inbox(suite.addresses().mailInbox());
    }

    public static Inbox phones(RunningSuite suite) {
        return new Inbox(suite.addresses().kakaoInbox());
    }

    /// What came to an address or number, newest first.
    public List<JsonNode> to(String address) {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create(url + "?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8)))
                    .build();
            var body = SuiteClient.JSON.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
            var messages = new ArrayList<JsonNode>();
            (body.isArray() ? body : body.path("items")).forEach(messages::add);
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
