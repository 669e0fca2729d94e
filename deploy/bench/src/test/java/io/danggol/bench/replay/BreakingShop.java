package io.danggol.bench.replay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.danggol.local.suite.Addresses;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// A campaign-service that answers as it was told, one answer a call, and an identity provider that trusts everybody.
final class BreakingShop implements AutoCloseable {
    /// Instead of an answer: the call is taken, and the connection breaks.
    static final Reply BROKEN = new Reply(0, "");

    private static final int FIRST_OFFSET = 21_000;
    private static final int LAST_OFFSET = 21_500;

    private final Queue<Reply> looks = new ArrayDeque<>();
    private final Queue<Reply> posts = new ArrayDeque<>();
    private final List<String> posted = new ArrayList<>();
    private final Addresses addresses;
    private final HttpServer campaigns;
    private final HttpServer tokens;

    record Reply(int status, String body) {}

    private BreakingShop(Addresses addresses, HttpServer campaigns) throws IOException {
        this.addresses = addresses;
        this.campaigns = campaigns;
        this.tokens = server(addresses.keycloak());
        campaigns.createContext("/", this::campaign);
        tokens.createContext("/", call -> answer(call, new Reply(200, "{\"access_token\":\"any\"}")));
        campaigns.start();
        tokens.start();
    }

    static BreakingShop open() throws IOException {
        for (var offset = FIRST_OFFSET; ; offset++) {
            var addresses = new Addresses(offset);
            try {
                return new BreakingShop(addresses, server(addresses.service("campaign", 1)));
            } catch (BindException e) {
                if (offset == LAST_OFFSET) throw e;
            }
        }
    }

    private static HttpServer server(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress("localhost", port), 0);
    }

    Addresses addresses() {
        return addresses;
    }

    /// What looking at a campaign is answered; the last answer stays.
    BreakingShop seen(Reply... replies) {
        looks.addAll(List.of(replies));
        return this;
    }

    /// What changing a campaign is answered.
    BreakingShop answering(Reply... replies) {
        posts.addAll(List.of(replies));
        return this;
    }

    /// The paths of the changes that arrived.
    synchronized List<String> posted() {
        return List.copyOf(posted);
    }

    private synchronized void campaign(HttpExchange call) throws IOException {
        call.getRequestBody().readAllBytes();
        if (call.getRequestMethod().equals("GET")) {
            answer(call, looks.size() > 1 ? looks.remove() : looks.element());
        } else {
            posted.add(call.getRequestURI().getPath());
            answer(call, posts.remove());
        }
    }

    private static void answer(HttpExchange call, Reply reply) throws IOException {
        try (call) {
            if (reply == BROKEN) return;
            var body = reply.body().getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(reply.status(), body.length);
            call.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        campaigns.stop(0);
        tokens.stop(0);
    }
}
