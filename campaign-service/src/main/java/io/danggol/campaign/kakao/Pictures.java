package io.danggol.campaign.kakao;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The shop's pictures as Kakao shows them: Kakao shows only what was uploaded at the provider, so that each picture
/// goes there once for each kind of place, and again when a month has passed.
@Singleton
class Pictures {
    private static final Logger LOG = Logger.getLogger(Pictures.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FRESH = Duration.ofDays(30);
    /// How long a picture that cannot be shown is not looked at again.
    private static final Duration USELESS = Duration.ofHours(6);
    private static final int MOST_BYTES = 10 << 20;

    /// What became of a picture.
    sealed interface Picture {
        /// It can be shown from here.
        record Uploaded(String imageUrl) implements Picture {}

        /// It is none that Kakao shows, or cannot be fetched.
        record Useless() implements Picture {}

        /// The provider does not take pictures now.
        record NotNow() implements Picture {}
    }

    private record Known(Optional<String> imageUrl, Instant at) {
        boolean fresh(Instant now) {
            return now.isBefore(at.plus(imageUrl.isPresent() ? FRESH : USELESS));
        }
    }

    private final NhnClient nhn;
    private final KakaoConfig config;
    private final Pool pool;
    private final Clock clock;
    private final HttpClient http;

    Pictures(NhnClient nhn, KakaoConfig config, Pool pool, Clock clock) {
        this.nhn = nhn;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
        http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(config.nhn().timeout())
                .build();
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    /// The picture at `url`, uploaded now if it was not before. Blocks.
    Picture of(String url, PictureKind kind) {
        var known = known(url, kind).await().atMost(PATIENCE).filter(found -> found.fresh(clock.instant()));
        if (known.isPresent())
            return known.get().imageUrl().<Picture>map(Picture.Uploaded::new).orElseGet(Picture.Useless::new);
        var fetched = fetch(url);
        if (fetched.isEmpty()) return new Picture.Useless();
        var framed = Framing.of(fetched.get(), kind);
        if (framed.isEmpty()) {
            LOG.infof("a picture is none that KakaoTalk shows (JPEG, PNG): %s", url);
            keep(url, kind, null);
            return new Picture.Useless();
        }
        try {
            var imageUrl = nhn.upload(framed.get(), kind);
            keep(url, kind, imageUrl);
            return new Picture.Uploaded(imageUrl);
        } catch (NhnClient.Unavailable e) {
            LOG.warnf("NHN did not take a picture: %s", e.getMessage());
            return new Picture.NotNow();
        }
    }

    private Uni<Optional<Known>> known(String url, PictureKind kind) {
        return pool.preparedQuery("select image_url, at from kakao_picture where source = $1 and kind = $2")
                .execute(Tuple.of(url, kind.name()))
                .map(rows -> {
                    var row = rows.iterator();
                    if (!row.hasNext()) return Optional.empty();
                    var found = row.next();
                    return Optional.of(new Known(
                            Optional.ofNullable(found.getString("image_url")),
                            found.getOffsetDateTime("at").toInstant()));
                });
    }

    private void keep(String url, PictureKind kind, String imageUrl) {
        pool.preparedQuery("""
                        insert into kakao_picture (source, kind, image_url, at) values ($1, $2, $3, $4)
                        on conflict (source, kind) do update set image_url = excluded.image_url, at = excluded.at""")
                .execute(Tuple.of(url, kind.name(), imageUrl, clock.instant().atOffset(ZoneOffset.UTC)))
                .await()
                .atMost(PATIENCE);
    }

    private Optional<byte[]> fetch(String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(config.nhn().timeout())
                    .GET()
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                var bytes = body.readNBytes(MOST_BYTES + 1);
                return response.statusCode() == 200 && bytes.length <= MOST_BYTES
                        ? Optional.of(bytes)
                        : Optional.empty();
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.infof("a picture cannot be fetched: %s", url);
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
