package io.danggol.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.local.suite.Addresses;
import java.io.IOException;
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

    public static Inbox mails(SuiteClient suite) {
        return new Inbox(suite.addresses().mailInbox());
    }

    public static Inbox phones(SuiteClient suite) {
        return new Inbox(suite.addresses().kakaoInbox());
    }

    /// What came to an address or number, newest first.
    public List<JsonNode> to(String address) throws IOException, InterruptedException {
        var query = "?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(url + query)).build();
        var body = SuiteClient.JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        var messages = new ArrayList<JsonNode>();
        (body.isArray() ? body : body.path("items")).forEach(messages::add);
        return messages;
    }
}
