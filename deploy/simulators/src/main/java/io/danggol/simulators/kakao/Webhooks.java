package io.danggol.simulators.kakao;

import io.danggol.simulators.http.Json;
import io.danggol.simulators.kakao.delivery.Fate;
import io.danggol.simulators.kakao.delivery.Provider.News;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// Tells the shop what happened, one POST a hook, each once: the provider documents no retries, so there are none.
final class Webhooks implements AutoCloseable {
    private record Hook(String event, String product, Map<String, Object> body) {}

    private static final System.Logger LOG = System.getLogger(Webhooks.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4;

    private final NhnAccount account;
    private final Supplier<String> baseUrl;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final LinkedBlockingQueue<Hook> queue = new LinkedBlockingQueue<>();
    private final ExecutorService tellers = Executors.newVirtualThreadPerTaskExecutor();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();

    Webhooks(NhnAccount account, Supplier<String> baseUrl) {
        this.account = account;
        this.baseUrl = baseUrl;
        if (account.webhook().isPresent()) for (int i = 0; i < AT_ONCE; i++) tellers.submit(this::tellAll);
    }

    void tell(List<News> news) {
        if (account.webhook().isEmpty()) return;
        for (var one : news) {
            switch (one) {
                case News.Result result -> {
                    var hook = new Hook("MESSAGE_RESULT_UPDATE", "KakaoTalk Bizmessage", body(result));
                    for (int i = 0; i < result.times(); i++) queue.add(hook);
                }
                case News.OptOut optOut -> queue.add(new Hook("UNSUBSCRIBE", "SMS", body(optOut)));
            }
        }
    }

    long delivered() {
        return delivered.sum();
    }

    long failed() {
        return failed.sum();
    }

    private Map<String, Object> body(News.Result result) {
        var sent = result.sent();
        var body = new LinkedHashMap<String, Object>();
        body.put("kakaoMessageType", "BRAND_MESSAGE_NORMAL");
        body.put("requestId", sent.requestId());
        body.put("recipientSeq", sent.seq());
        body.put("requestDate", Rows.date(sent.sendAt()));
        body.put("createDate", Rows.date(sent.acceptedAt()));
        body.put("receiveDate", Rows.date(result.at()));
        body.put("recipientNo", sent.number());
        body.put("resultCode", result.code().code());
        body.put("senderGroupingKey", sent.senderGroupingKey());
        body.put("recipientGroupingKey", sent.groupingKey());
        body.put("isAddedChannel", Fate.of(sent.number()).friend());
        var self = "%s%s/messages/%s/%d"
                .formatted(baseUrl.get(), NhnApi.prefix(account.appKey()), sent.requestId(), sent.seq());
        body.put("_links", Map.of("self", Map.of("href", self)));
        body.put("hookId", UUID.randomUUID().toString());
        return body;
    }

    private static Map<String, Object> body(News.OptOut optOut) {
        var body = new LinkedHashMap<String, Object>();
        body.put("hookId", UUID.randomUUID().toString());
        body.put("recipientNo", optOut.number());
        body.put("unsubscribeNo", optOut.unsubscribeNo());
        body.put("enterpriseName", "Danggol");
        body.put(
                "createdDateTime",
                OffsetDateTime.ofInstant(optOut.at(), Rows.SEOUL).toString());
        return body;
    }

    private void tellAll() {
        try {
            while (true) tell(queue.take());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Hook hook) throws InterruptedException {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("hooksId", UUID.randomUUID().toString());
        envelope.put("webhookConfigId", "simulator");
        envelope.put("productName", hook.product());
        envelope.put("appKey", account.appKey());
        envelope.put("event", hook.event());
        envelope.put("hooks", List.of(hook.body()));
        var request = HttpRequest.newBuilder(account.webhook().orElseThrow())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json;charset=UTF-8")
                .header("X-Toast-Webhook-Signature", account.webhookSignature())
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(envelope)))
                .build();
        try {
            var status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            (status / 100 == 2 ? delivered : failed).increment();
            if (status / 100 != 2) LOG.log(System.Logger.Level.WARNING, "a webhook was answered {0}", status);
        } catch (IOException e) {
            failed.increment();
            LOG.log(System.Logger.Level.WARNING, "a webhook could not be delivered: {0}", e.toString());
        }
    }

    @Override
    public void close() {
        tellers.shutdownNow();
        client.shutdownNow();
    }
}
