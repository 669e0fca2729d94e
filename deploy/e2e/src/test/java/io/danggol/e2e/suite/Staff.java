package io.danggol.e2e.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/// What the shop's staff see of a customer.
public record Staff(SuiteClient suite) {
    private static final Caller ANALYST = new Caller.Role("analyst");
    private static final Caller OFFICER = new Caller.Role("privacy-officer");

    /// @throws IllegalStateException if there is no such profile
    public JsonNode customer(String customerId) throws IOException, InterruptedException {
        return get(ANALYST, "profile", "/v1/profiles?customerId=" + customerId);
    }

    public String profileId(String customerId) throws IOException, InterruptedException {
        return customer(customerId).path("id").asText();
    }

    /// The ids of the products in the customer's cart.
    public List<String> cart(String customerId) throws IOException, InterruptedException {
        return texts(customer(customerId).path("traits").path("cart"), "item_id");
    }

    /// What the customer did and was sent, newest first, at most 500.
    public List<JsonNode> timeline(String customerId) throws IOException, InterruptedException {
        return items(get(ANALYST, "profile", "/v1/profiles/" + profileId(customerId) + "/timeline?limit=500"));
    }

    /// Whether a segment has the customer now.
    public boolean isMember(String segment, String customerId) throws IOException, InterruptedException {
        return get(ANALYST, "segment", "/v1/segments/" + segment + "/members/" + profileId(customerId))
                .path("member")
                .asBoolean();
    }

    /// Whether the segment of those who did something lately has whoever uses this browser.
    public boolean isActive(String visitorId) throws IOException, InterruptedException {
        var profile = get(ANALYST, "profile", "/v1/profiles?visitorId=" + visitorId);
        return get(
                        ANALYST,
                        "segment",
                        "/v1/segments/active/members/" + profile.path("id").asText())
                .path("member")
                .asBoolean();
    }

    /// What became of the messages to a customer, newest first.
    public List<JsonNode> decisions(String customerId, String campaign) throws IOException, InterruptedException {
        return items(get(
                ANALYST,
                "campaign",
                "/v1/decisions?profileId=" + profileId(customerId) + "&campaignId=" + campaign + "&limit=500"));
    }

    /// What holds of a permission: `granted`, `withdrawn`, or `unknown` when nothing was ever decided.
    ///
    /// @param channel such as `email`
    public String marketing(String customerId, String channel) throws IOException, InterruptedException {
        var states = get(OFFICER, "profile", "/v1/profiles/" + profileId(customerId) + "/consents")
                .path("items");
        return stream(states)
                .filter(state -> state.path("purpose").asText().equals("marketing")
                        && state.path("channel").asText().equals(channel))
                .map(state -> state.path("state").asText())
                .findFirst()
                .orElse("unknown");
    }

    private JsonNode get(Caller caller, String service, String path) throws IOException, InterruptedException {
        return suite.get(caller, service, path).orFail(path).body();
    }

    public static List<JsonNode> items(JsonNode page) {
        return stream(page.path("items")).toList();
    }

    public static List<String> texts(JsonNode list, String field) {
        return stream(list).map(item -> item.path(field).asText()).toList();
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
