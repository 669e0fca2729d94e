package io.danggol.campaign.kakao;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.campaign.Seoul;
import io.danggol.chassis.trace.Traces;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// NHN Cloud's Brand Message API v1.0, free-form messages.
///
/// Our message's id is the `senderGroupingKey` and the `recipientGroupingKey`: by it NHN can be asked whether it has a
/// message whose hand-over broke. NHN's own idempotency key is sent as well, but holds for ten minutes only.
@Singleton
class NhnClient {
    private static final Logger LOG = Logger.getLogger(NhnClient.class);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Seoul.ZONE);
    /// NHN lists at most 31 days at a time; its clock may differ from ours.
    private static final Duration LEEWAY = Duration.ofDays(1);

    /// What NHN answered.
    sealed interface Answer {
        /// It has the message.
        record Accepted(String requestId, int recipientSeq) implements Answer {}

        /// It will not take it.
        record Refused(String code) implements Answer {}

        /// It was not reached, or said that it is not there: it does not have it.
        record Unreached(String why) implements Answer {}

        /// It was asked and gave no answer that can be read: it may have it.
        record Unclear(String why) implements Answer {}
    }

    /// Where a message stands at NHN.
    ///
    /// @param resultCode empty while there is none
    record Row(String requestId, int recipientSeq, Optional<String> resultCode) {}

    /// NHN could not be asked, or its answer could not be read.
    static final class Unavailable extends Exception {
        Unavailable(String why) {
            super(why, null, false, false);
        }
    }

    private final KakaoConfig config;
    private final ObjectMapper json;
    private final Traces traces;
    private final HttpClient http;

    NhnClient(KakaoConfig config, ObjectMapper json, Traces traces) {
        this.config = config;
        this.json = json;
        this.traces = traces;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.nhn().timeout())
                .build();
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    /// Sends one message to one number. Blocks.
    Answer send(UUID id, ObjectNode message, String number) {
        var body = message.deepCopy().put("senderKey", config.nhn().senderKey().orElseThrow());
        body.putArray("recipientList")
                .addObject()
                .put("recipientNo", number)
                .put("targeting", message.path("targeting").asText())
                .put("recipientGroupingKey", id.toString());
        body.remove("targeting");
        body.put("senderGroupingKey", id.toString());
        var request = request("/freestyle-messages")
                .header("Content-Type", "application/json;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body)))
                .build();
        return traces.call(
                "POST /freestyle-messages",
                request.uri().getHost(),
                request.uri().getPort(),
                () -> send(id, request),
                answer -> !(answer instanceof Answer.Accepted));
    }

    private Answer send(UUID id, HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == 503 || response.statusCode() == 429)
                return new Answer.Unreached("HTTP " + response.statusCode());
            return answer(tree(response));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new Answer.Unreached("no connection");
        } catch (IOException | Unavailable e) {
            LOG.warnf("NHN left message %s unclear: %s", id, e.getMessage());
            return new Answer.Unclear(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Unclear("interrupted");
        }
    }

    /// Uploads a JPEG; tells its address at NHN. Blocks.
    String upload(byte[] picture, PictureKind kind) throws Unavailable {
        var boundary = "danggol-" + UUID.randomUUID();
        var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"imageType\"\r\n\r\n" + kind.name()
                + "\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"product.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n";
        var body = HttpRequest.BodyPublishers.ofByteArrays(
                List.of(ascii(head), picture, ascii("\r\n--" + boundary + "--\r\n")));
        var request = request("/images")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body);
        var answer = ask("POST /images", request);
        var url = answer.path("image").path("imageUrl").asText();
        if (url.isEmpty()) throw new Unavailable("no address of a picture");
        return url;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Answer answer(JsonNode answer) {
        var header = answer.path("header");
        if (!header.path("isSuccessful").asBoolean())
            return new Answer.Refused(header.path("resultCode").asText());
        var result = answer.path("message").path("sendResults").path(0);
        return result.path("resultCode").asInt(-1) == 0
                ? new Answer.Accepted(
                        answer.path("message").path("requestId").asText(),
                        result.path("recipientSeq").asInt())
                : new Answer.Refused(result.path("resultCode").asText());
    }

    /// The newest message with our id that NHN has; empty if it has none.
    Optional<Row> find(UUID id, Instant handedAt, Instant now) throws Unavailable {
        var answer = get(
                "GET /messages",
                "/messages?senderGroupingKey=" + id + "&pageSize=100&startRequestDate=" + minute(handedAt.minus(LEEWAY))
                        + "&endRequestDate=" + minute(now.plus(LEEWAY)));
        var rows = answer.path("messageSearchResultResponse").path("messages");
        if (!rows.isArray()) throw new Unavailable("no list");
        Optional<Row> newest = Optional.empty();
        var newestAt = "";
        for (var row : rows) {
            var at = row.path("createDate").asText();
            if (newest.isEmpty() || at.compareTo(newestAt) >= 0) {
                newest = Optional.of(row(row));
                newestAt = at;
            }
        }
        return newest;
    }

    /// Where a message stands that NHN accepted under this name.
    Row result(String requestId, int recipientSeq) throws Unavailable {
        var path = "/messages/" + encode(requestId) + "/" + recipientSeq;
        return row(get("GET /messages/{requestId}/{recipientSeq}", path).path("message"));
    }

    private static Row row(JsonNode row) {
        return new Row(
                row.path("requestId").asText(),
                row.path("recipientSeq").asInt(),
                Optional.of(row.path("resultCode"))
                        .filter(code -> !code.isMissingNode() && !code.isNull())
                        .map(JsonNode::asText)
                        .filter(code -> !code.isEmpty()));
    }

    private JsonNode get(String what, String path) throws Unavailable {
        return ask(what, request(path).GET());
    }

    /// @param what the call as it may be told: our key and the ids of messages stand in its address
    private JsonNode ask(String what, HttpRequest.Builder builder) throws Unavailable {
        var request = builder.build();
        var server = request.uri();
        return traces.call(what, server.getHost(), server.getPort(), () -> ask(request), _ -> false);
    }

    private JsonNode ask(HttpRequest request) throws Unavailable {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            var answer = tree(response);
            if (!answer.path("header").path("isSuccessful").asBoolean())
                throw new Unavailable("result code "
                        + answer.path("header").path("resultCode").asText());
            return answer;
        } catch (IOException e) {
            throw new Unavailable(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted");
        }
    }

    private JsonNode tree(HttpResponse<byte[]> response) throws IOException, Unavailable {
        if (response.statusCode() != 200) throw new Unavailable("HTTP " + response.statusCode());
        var answer = json.readTree(response.body());
        if (answer == null || !answer.path("header").has("isSuccessful")) throw new Unavailable("no answer of NHN");
        return answer;
    }

    private HttpRequest.Builder request(String path) {
        var nhn = config.nhn();
        return HttpRequest.newBuilder(URI.create(nhn.url().orElseThrow().replaceAll("/+$", "")
                        + "/brand-message/v1.0/appkeys/" + encode(nhn.appKey().orElseThrow()) + path))
                .timeout(nhn.timeout())
                .header("X-Secret-Key", nhn.secretKey().orElseThrow());
    }

    private static String minute(Instant at) {
        return encode(MINUTE.format(at));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private byte[] bytes(ObjectNode body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
