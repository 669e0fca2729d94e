package io.danggol.local.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

/// The demo shop's past of 60 days, which the playground sends to the suite once; `up` shows how far it is.
public final class DemoData {
    static final String SETTING = "DANGGOL_DEMO_DATA";

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SHOWN_EVERY = 5;
    private static final Pattern DONE = Pattern.compile("\"done\":(\\d+)");
    private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");

    private final URI state;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    DemoData(Addresses addresses) {
        state = URI.create(Addresses.url(addresses.shop()) + "/demo/past");
    }

    /// Whether it is wanted: `DANGGOL_DEMO_DATA=false` leaves the shop without a past.
    public static boolean wanted() {
        return !"false".equals(System.getenv(SETTING));
    }

    /// Shows it until all has been sent, or nothing has been for a minute: then it goes on in the background.
    void await(PrintStream console) throws InterruptedException {
        var last = "";
        var changed = System.nanoTime();
        for (var look = 1; System.nanoTime() - changed < PATIENCE.toNanos(); look++) {
            var answer = ask();
            if (answer.contains("\"loaded\":true")) return;
            if (!answer.equals(last)) {
                last = answer;
                changed = System.nanoTime();
                if (look % SHOWN_EVERY == 0) show(console, answer);
            }
            Thread.sleep(LOOK);
        }
        console.println("  demo data          not loaded so far, see ./danggol logs playground");
    }

    private static void show(PrintStream console, String answer) {
        console.printf("  demo data          %s of %s sent%n", number(DONE, answer), number(TOTAL, answer));
    }

    private String ask() throws InterruptedException {
        try {
            var request =
                    HttpRequest.newBuilder(state).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        }
    }

    private static String number(Pattern pattern, String answer) {
        var matcher = pattern.matcher(answer);
        return matcher.find() ? matcher.group(1) : "?";
    }
}
