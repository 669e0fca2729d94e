package io.danggol.campaign.link;

import io.danggol.campaign.ShopConfig;
import io.danggol.campaign.delivery.Decisions;
import io.danggol.campaign.delivery.Decisions.Decision;
import io.danggol.campaign.delivery.Reports;
import io.danggol.campaign.link.LinkToken.Purpose;
import io.danggol.campaign.suppression.Suppressions;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.chassis.problem.Refusal;
import io.danggol.contracts.MessageEvent.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/// What the links in messages lead to. The token is all that anybody needs; whoever has none gets nothing.
@Path("/")
@PermitAll
class LinkResource {
    /// A transparent GIF of one dot.
    private static final byte[] DOT =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private static final class UnknownLink extends Refusal {
        UnknownLink() {
            super(404, "unknown-link", "No such link", "the token is not one of ours");
        }
    }

    private final LinkCodec codec;
    private final Decisions decisions;
    private final Suppressions suppressions;
    private final Reports reports;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;
    private final UnsubscribePage pages;

    LinkResource(
            LinkCodec codec,
            Decisions decisions,
            Suppressions suppressions,
            Reports reports,
            Outbox outbox,
            Pool pool,
            Clock clock,
            ShopConfig shop) {
        this.codec = codec;
        this.decisions = decisions;
        this.suppressions = suppressions;
        this.reports = reports;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
        this.pages = new UnsubscribePage(shop.sender().name());
    }

    /// Shows the page and changes nothing: mail scanners follow links.
    @GET
    @Path("u/{token}")
    @APIResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = "text/html", schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "404",
            description = "A page that says so",
            content = @Content(mediaType = "text/html", schema = @Schema(implementation = String.class)))
    public Uni<RestResponse<String>> page(String token) {
        return unsubscribing(token, decision -> Uni.createFrom().item(pages.ask(decision.channel())));
    }

    /// RFC 8058: at once, without login, question or cookie; a repeat changes nothing.
    @POST
    @Path("u/{token}")
    @APIResponse(
            responseCode = "200",
            description = "Unsubscribed",
            content = @Content(mediaType = "text/html", schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "404",
            description = "A page that says so",
            content = @Content(mediaType = "text/html", schema = @Schema(implementation = String.class)))
    public Uni<RestResponse<String>> unsubscribe(String token) {
        return unsubscribing(
                token,
                decision -> pool.withTransaction(tx -> refuse(tx, decision))
                        .invoke(outbox::wake)
                        .replaceWith(pages.done(decision.channel())));
    }

    @GET
    @Path("c/{token}")
    @APIResponse(
            responseCode = "302",
            description = "To where the link leads",
            headers = @Header(name = "Location", ref = "Location"))
    public Uni<RestResponse<Void>> click(String token) {
        var link = codec.read(token, Purpose.CLICK).orElseThrow(UnknownLink::new);
        return pool.withTransaction(tx -> decisions.clicked(tx, link.message(), link.index(), clock.instant()))
                .invoke(outbox::wake)
                .map(target -> target.flatMap(LinkResource::uri)
                        .map(uri -> ResponseBuilder.<Void>create(Status.FOUND)
                                .location(uri)
                                .header("Cache-Control", "no-store")
                                .header("Referrer-Policy", "no-referrer")
                                .build())
                        .orElseThrow(UnknownLink::new));
    }

    @GET
    @Path("o/{token}")
    @APIResponse(
            responseCode = "200",
            description = "An image of one dot",
            content = @Content(mediaType = "image/gif", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<RestResponse<byte[]>> open(String token) {
        var link = codec.read(token, Purpose.OPEN).orElseThrow(UnknownLink::new);
        return decisions
                .opened(pool, link.message(), clock.instant())
                .map(_ -> ResponseBuilder.ok(DOT)
                        .header("Content-Type", "image/gif")
                        .header("Cache-Control", "no-store")
                        .build());
    }

    private Uni<RestResponse<String>> unsubscribing(String token, Function<Decision, Uni<String>> work) {
        var link = codec.read(token, Purpose.UNSUBSCRIBE);
        if (link.isEmpty()) return Uni.createFrom().item(html(Status.NOT_FOUND, pages.unknown()));
        if (link.get().message().equals(LinkToken.TRIAL))
            return Uni.createFrom().item(html(Status.OK, pages.trial()));
        return decisions
                .find(pool, link.get().message())
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(html(Status.NOT_FOUND, pages.unknown()))
                        : work.apply(found.get()).map(page -> html(Status.OK, page)));
    }

    /// Of an erased person nothing is left to refuse.
    private Uni<Void> refuse(SqlConnection tx, Decision decision) {
        return decisions.lock(tx, decision.id()).map(Optional::orElseThrow).chain(current -> {
            if (current.person() == null) return Uni.createFrom().voidItem();
            var now = clock.instant();
            return suppressions
                    .put(tx, current.person(), current.channel(), Suppressions.Reason.UNSUBSCRIBED, now)
                    .chain(news -> news
                            ? outbox.append(
                                    tx,
                                    List.of(decisions
                                            .log(Decisions.event(current, Kind.UNSUBSCRIBED, null, now))
                                            .in(current.traceparent())))
                            : Uni.createFrom().voidItem())
                    .chain(() -> reports.refused(tx, current.person(), current.channel()));
        });
    }

    private static Optional<URI> uri(String url) {
        try {
            return Optional.of(URI.create(url));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static RestResponse<String> html(Status status, String page) {
        return ResponseBuilder.create(status, page)
                .header("Content-Type", "text/html;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .build();
    }
}
