package io.danggol.e2e.suite;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/// The demo shop's campaign for who left a cart, and the only one of these tests that writes to them: were there two,
/// everybody would hear twice.
public final class CartReminder {
    public static final String KEY = "cart-reminder";

    private static final Caller MARKETER = new Caller.Role("marketer");
    private static final String FILE = "deploy/demo-shop/campaigns/cart-reminder.json";
    private static final String PATH = "/v1/campaigns/" + KEY;

    private CartReminder() {}

    /// Draws it up, if nobody has yet, and starts it.
    public static void start(SuiteClient suite) throws IOException, InterruptedException {
        var known = suite.get(MARKETER, "campaign", PATH);
        if (known.status() == 404) {
            var campaign = Files.readAllBytes(suite.home().checkout().resolve(FILE));
            suite.call(MARKETER, "POST", "campaign", "/v1/campaigns", "application/json", campaign)
                    .orFail("campaigns");
        } else if (known.orFail(PATH).body().path("state").asText().equals("active")) {
            return;
        }
        suite.post(MARKETER, "campaign", PATH + "/activate", Map.of()).orFail("activate");
    }
}
