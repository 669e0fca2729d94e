package io.danggol.e2e.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;

/// A mail as its recipient has it.
public record Mail(String subject, String html, String text, Map<String, String> headers) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static Mail of(JsonNode message) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        message.path("headers")
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), header.getValue().path(0).asText()));
        return new Mail(
                message.path("subject").asText(),
                message.path("html").asText(),
                message.path("text").asText(),
                headers);
    }

    /// What RFC 8058 has a mail program post.
    public String oneClick() {
        return headers.get("List-Unsubscribe-Post");
    }

    /// The link behind the mail program's own button.
    public URI unsubscribeUrl() {
        for (var link : headers.get("List-Unsubscribe").split(",")) {
            var url = link.strip().replaceAll("[<>]", "");
            if (url.startsWith("http")) return URI.create(url);
        }
        throw new IllegalStateException("no link in " + headers.get("List-Unsubscribe"));
    }

    /// As somebody, or a scanner of mails, who follows a link.
    public HttpResponse<String> open(URI link) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(URI link, String form) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
