package io.danggol.shop.web;

import io.danggol.shop.DemoShopConfig;
import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.catalogue.Picture;
import io.danggol.shop.catalogue.Stock;
import io.danggol.shop.crowd.Crowd;
import io.danggol.shop.crowd.Past;
import io.danggol.shop.customer.Customers;
import io.danggol.shop.customer.Sessions;
import io.danggol.shop.order.Order;
import io.danggol.shop.order.Orders;
import io.danggol.shop.suite.Outbox;
import io.danggol.shop.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The shop's paths and who answers them.
public final class Shop {
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    private final Catalogue catalogue;
    private final Past past;
    private final Customers customers;
    private final Sessions sessions;
    private final Pages pages;
    private final BrowsingPages browsing;
    private final CartPages cart;
    private final CheckoutPages checkout;
    private final AccountPages account;
    private final ErasurePages erasure;

    /// @param regulars the customers that the login page offers
    public Shop(
            DemoShopConfig config,
            Catalogue catalogue,
            Stock stock,
            Customers customers,
            List<Crowd.Regular> regulars,
            Past past,
            Suite suite,
            Outbox outbox) {
        var clock = config.clock();
        var orders = new Orders(config.data().resolve("orders"));
        this.catalogue = catalogue;
        this.past = past;
        this.customers = customers;
        this.sessions = new Sessions(config.data().resolve("sessions"), clock);
        this.pages = new Pages(config, catalogue);
        this.browsing = new BrowsingPages(catalogue, stock, pages);
        this.cart = new CartPages(catalogue, stock, sessions, pages);
        this.checkout = new CheckoutPages(catalogue, stock, sessions, customers, orders, outbox, pages, clock);
        this.account = new AccountPages(sessions, customers, regulars, orders, outbox, pages, clock);
        this.erasure = new ErasurePages(
                sessions, customers, account, suite, pages, clock, config.data().resolve("erasures"));
    }

    /// Answers on `server` from now on.
    public void open(WebServer server) {
        server.serve(this::answer, this::refused);
    }

    private Answer answer(Request request) {
        var visit = Visit.of(request, sessions, customers);
        return switch (request.method()) {
            case "GET", "HEAD" -> shown(visit, request.path());
            case "POST" -> posted(visit, request.path());
            default -> throw new Refusal(405, "그렇게는 할 수 없어요.");
        };
    }

    private Answer shown(Visit visit, List<String> path) {
        var first = path.isEmpty() ? "" : path.getFirst();
        return switch (path.size()) {
            case 0 -> browsing.home(visit);
            case 1 ->
                switch (first) {
                    case "search" -> browsing.search(visit);
                    case "cart" -> cart.show(visit);
                    case "checkout" -> checkout.show(visit);
                    case "login" -> account.loginForm(visit);
                    case "mypage" -> account.myPage(visit);
                    case "customer-token" -> account.token(visit);
                    case "privacy" -> pages.page(visit, "privacy", Map.of(), List.of());
                    default -> throw Refusal.notFound();
                };
            case 2 ->
                switch (first) {
                    case "c" -> browsing.category(visit, path.get(1));
                    case "p" -> browsing.product(visit, path.get(1));
                    case "orders" -> checkout.order(visit, path.get(1));
                    case "mypage" -> {
                        if (!path.get(1).equals("erasure")) throw Refusal.notFound();
                        yield erasure.ask(visit);
                    }
                    case "erasures" -> erasure.show(visit, path.get(1));
                    case "img" -> picture(path.get(1));
                    case "demo" -> demo(path.get(1));
                    case "assets" -> asset(path.get(1));
                    default -> throw Refusal.notFound();
                };
            default -> throw Refusal.notFound();
        };
    }

    private Answer posted(Visit visit, List<String> path) {
        return switch (String.join("/", path)) {
            case "cart" -> cart.add(visit);
            case "checkout" -> checkout.place(visit);
            case "login" -> account.login(visit);
            case "logout" -> account.logout(visit);
            case "mypage/erasure" -> erasure.erase(visit);
            default -> postedTo(visit, path);
        };
    }

    private Answer postedTo(Visit visit, List<String> path) {
        if (path.size() == 2 && path.getFirst().equals("cart")) return cart.set(visit, path.get(1));
        if (path.size() == 3 && path.getFirst().equals("orders")) {
            return switch (path.get(2)) {
                case "cancel" -> checkout.end(visit, path.get(1), Order.State.CANCELLED);
                case "return" -> checkout.end(visit, path.get(1), Order.State.RETURNED);
                default -> throw Refusal.notFound();
            };
        }
        throw Refusal.notFound();
    }

    private Answer picture(String file) {
        if (!file.endsWith(".svg")) throw Refusal.notFound();
        var product = catalogue
                .find(file.substring(0, file.length() - ".svg".length()))
                .orElseThrow(Refusal::notFound);
        return Answer.file(TYPES.get("svg"), Picture.of(product).getBytes(StandardCharsets.UTF_8));
    }

    /// What the demo's launcher asks: how far the shop's past is loaded.
    private Answer demo(String name) {
        if (!name.equals("past")) throw Refusal.notFound();
        return Answer.json(past.state());
    }

    private static Answer asset(String name) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !name.matches("[a-z-]+\\.[a-z]+")) throw Refusal.notFound();
        try (var file = Shop.class.getResourceAsStream("assets/" + name)) {
            if (file == null) throw Refusal.notFound();
            return Answer.file(type, file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer refused(Request request, Refusal refusal) {
        if (request.wantsJson())
            return Answer.json(Map.of("problem", refusal.getMessage())).as(refusal.status());
        var visit = Visit.of(request, sessions, customers);
        return pages.page(refusal.status(), visit, "refused", Map.of("message", refusal.getMessage()), List.of());
    }
}
