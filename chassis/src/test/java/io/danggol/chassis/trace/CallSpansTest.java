package io.danggol.chassis.trace;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.local.testing.SuiteServers;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// Spans of calls, in and out.
@QuarkusTest
@TestProfile(TracesOn.class)
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class CallSpansTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319";
    private static final String PRIVATE = "?key=test-key&visitorId=v_1&q=a.person@example.invalid&phone=01012345678";

    @Inject
    KeptSpans spans;

    @Inject
    Traces traces;

    @Inject
    Vertx vertx;

    @TestHTTPResource
    URI here;

    @Test
    void aCallGoesOnWithTheTraceThatItCameWith() {
        var told = given().header("traceparent", header('a')).get("/trace/c-1").asString();

        var span = spans.first(it -> it.getTraceId().equals(TRACE + 'a'));
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getName()).isEqualTo("GET /trace/{customerId}");
        assertThat(told).isEqualTo(Traceparent.of(span.getSpanContext()));
    }

    @Test
    void nothingThatNamesAPersonOrOpensADoorIsTold() {
        given().header("traceparent", header('b'))
                .header("X-Danggol-Customer", "token-of-somebody")
                .get("/trace/c-4711" + PRIVATE);
        traces.within("deliver", "email", header('b'), () -> called("/trace/c-4711" + PRIVATE));

        spans.first(it -> isIn('b', it) && it.getName().equals("deliver email"));
        var ours = spans.first(it -> isIn('b', it) && it.getKind() == SpanKind.CLIENT);
        assertThat(ours.getAttributes().get(AttributeKey.stringKey("url.full"))).isEqualTo(PrivateSpans.KEPT_BACK);
        assertThat(spans.all())
                .filteredOn(it -> isIn('b', it))
                .hasSizeGreaterThan(2)
                .allSatisfy(span -> assertThat(span.getName() + span.getAttributes() + span.getEvents())
                        .doesNotContain("test-key", "v_1", "a.person", "0101234", "c-4711", "token-of-somebody")
                        .doesNotContain("127.0.0.1", "Apache-HttpClient"));
    }

    @Test
    void whatAnExceptionSaysIsNotTold() {
        given().header("traceparent", header('f')).get("/edge/broken");

        var span = spans.first(it -> isIn('f', it));
        assertThat(span.getName()).isEqualTo("GET /edge/broken");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getEvents()).isEmpty();
        assertThat(span.getAttributes() + span.getStatus().getDescription()).doesNotContain("a fault");
    }

    @Test
    void whatIsDoneForAnEventCallsOthersInItsTrace() {
        var told = traces.within("deliver", "email", header('c'), () -> called("/trace/c-1"));

        var deliver = spans.first(it -> isIn('c', it) && it.getName().equals("deliver email"));
        var call = spans.first(it -> isIn('c', it) && it.getKind() == SpanKind.CLIENT);
        var answer = spans.first(it -> isIn('c', it) && it.getKind() == SpanKind.SERVER);
        assertThat(deliver.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(call.getParentSpanId()).isEqualTo(deliver.getSpanId());
        assertThat(answer.getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(told).isEqualTo(Traceparent.of(answer.getSpanContext()));
    }

    @Test
    void aDecisionIsASpanInTheTraceOfItsCause() {
        var carried = traces.decided("decide membership", "cart", "entered", header('d'));

        var span = spans.first(it -> isIn('d', it));
        assertThat(span.getName()).isEqualTo("decide membership cart");
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(carried).isEqualTo(Traceparent.of(span.getSpanContext()));
        assertThat(traces.decided("decide membership", "cart", "entered", null)).isNull();
    }

    @Test
    void probesAndMetricsMakeNone() {
        RestAssured.get("/q/health/live");
        RestAssured.get("/q/metrics");
        given().header("traceparent", header('e')).get("/trace/c-1");

        spans.first(it -> isIn('e', it));
        assertThat(spans.all())
                .filteredOn(it -> it.getKind() == SpanKind.SERVER)
                .noneMatch(it -> it.getName().equals("GET") || it.getName().contains("/q/"));
    }

    private static String header(char last) {
        return "00-" + TRACE + last + "-b7ad6b7169203331-01";
    }

    private static boolean isIn(char last, SpanData span) {
        return span.getTraceId().equals(TRACE + last);
    }

    private String called(String path) {
        return vertx.createHttpClient()
                .request(HttpMethod.GET, here.getPort(), here.getHost(), path)
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body)
                .map(Buffer::toString)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
