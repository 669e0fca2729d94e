package io.danggol.shop.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.danggol.shop.DemoShopConfig;
import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.customer.CustomerToken;
import io.danggol.shop.disk.Documents;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Draws the pages from the templates beside this class. Whatever a template prints is escaped.
final class Pages {
    private static final Variant HTML = Variant.forContentType("text/html");

    private final DemoShopConfig config;
    private final Catalogue catalogue;
    private final CustomerToken tokens;
    private final Engine engine;

    Pages(DemoShopConfig config, Catalogue catalogue) {
        this.config = config;
        this.catalogue = catalogue;
        this.tokens = new CustomerToken(config.shopSecret());
        this.engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of("text/html")))
                .addLocator(Pages::template)
                .removeStandaloneLines(true)
                .build();
    }

    /// @param template the name of one of the templates, without `.html`
    /// @param content what the template prints, beside what every page has
    /// @param events what the page tells the SDK
    Answer page(Visit visit, String template, Map<String, Object> content, List<Tracked> events) {
        return page(200, visit, template, content, events);
    }

    Answer page(int status, Visit visit, String template, Map<String, Object> content, List<Tracked> events) {
        var nonce = visit.newNonce();
        var data = new LinkedHashMap<String, Object>(content);
        data.put("categories", catalogue.categories());
        data.put("cartCount", visit.cart().count());
        data.put("customer", visit.customer().orElse(null));
        data.put("loggedIn", visit.customer().isPresent());
        data.put("path", "/" + String.join("/", visit.request().path()));
        data.putIfAbsent("query", "");
        data.put("nonce", nonce);
        data.put("tracking", config.suite().tracking());
        data.put("page", new RawString(script(visit, events)));
        var html = engine.getTemplate(template).data(data).render();
        return Answer.html(status, html).with("Content-Security-Policy", policy(nonce));
    }

    /// A token of who is logged in; empty when nobody is.
    Optional<String> token(Visit visit) {
        return visit.customer()
                .map(customer -> tokens.sign(customer.id(), config.clock().instant()));
    }

    /// What the page's script must know, as JSON that may stand in a script element.
    private String script(Visit visit, List<Tracked> events) {
        var suite = config.suite();
        var page = new LinkedHashMap<String, Object>();
        page.put("key", config.storefrontKey());
        page.put("tracking", suite.tracking());
        page.put("profile", suite.profile());
        page.put("recommendation", suite.recommendation());
        page.put("campaign", suite.campaign());
        page.put("customerToken", token(visit).orElse(null));
        page.put("tokenLifeSeconds", CustomerToken.LIFE.toSeconds());
        page.put("cart", visit.cart().quantities().keySet());
        page.put("events", events);
        try {
            return Documents.JSON.writeValueAsString(page).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String policy(String nonce) {
        var suite = config.suite();
        return "default-src 'self'; script-src 'self' 'nonce-%s' %s; connect-src 'self' %s %s %s %s; "
                        .formatted(
                                nonce,
                                suite.tracking(),
                                suite.tracking(),
                                suite.profile(),
                                suite.recommendation(),
                                suite.campaign())
                + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                + "form-action 'self'; frame-ancestors 'none'";
    }

    private static Optional<TemplateLocation> template(String name) {
        var file = Pages.class.getResource("pages/" + name + ".html");
        return Optional.ofNullable(file).map(url -> new TemplateLocation() {
            @Override
            public Reader read() {
                try {
                    return new InputStreamReader(url.openStream(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.of(HTML);
            }
        });
    }
}
