package io.danggol.e2e.platform;

import io.danggol.e2e.suite.RunningSuite;
import io.danggol.local.suite.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A series as a service tells it at `/q/metrics`.
///
/// @param labels its own: those by which Prometheus tells pods apart come with the reading
record Told(String service, String metric, Map<String, String> labels) {
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// Everything that all replicas tell: who handed a message over is not known.
    static List<Told> by(RunningSuite suite) throws IOException, InterruptedException {
        var told = new ArrayList<Told>();
        for (var service : Addresses.services()) {
            for (var replica = 1; replica <= 2; replica++) {
                var metrics = Addresses.url(suite.addresses().service(service, replica)) + "/q/metrics";
                HTTP.send(HttpRequest.newBuilder(URI.create(metrics)).build(), BodyHandlers.ofString())
                        .body()
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> of(service, line))
                        .forEach(told::add);
            }
        }
        return told;
    }

    private static Told of(String service, String line) {
        var labels = new TreeMap<String, String>();
        LABEL.matcher(line).results().forEach(each -> labels.put(each.group(1), each.group(2)));
        return new Told(service, line.split("[{ ]", 2)[0], labels);
    }
}
