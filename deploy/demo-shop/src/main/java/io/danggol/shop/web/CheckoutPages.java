package io.danggol.shop.web;

import io.danggol.shop.cart.Cart;
import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.catalogue.Product;
import io.danggol.shop.catalogue.Stock;
import io.danggol.shop.customer.Customer;
import io.danggol.shop.customer.Customers;
import io.danggol.shop.customer.Sessions;
import io.danggol.shop.order.Buyer;
import io.danggol.shop.order.Order;
import io.danggol.shop.order.Orders;
import io.danggol.shop.suite.Messages;
import io.danggol.shop.suite.Messages.Marketing;
import io.danggol.shop.suite.Outbox;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Checkout, the page of a placed order, and its cancelling or return.
final class CheckoutPages {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final Catalogue catalogue;
    private final Stock stock;
    private final Sessions sessions;
    private final Customers customers;
    private final Orders orders;
    private final Outbox outbox;
    private final Pages pages;
    private final Clock clock;

    CheckoutPages(
            Catalogue catalogue,
            Stock stock,
            Sessions sessions,
            Customers customers,
            Orders orders,
            Outbox outbox,
            Pages pages,
            Clock clock) {
        this.catalogue = catalogue;
        this.stock = stock;
        this.sessions = sessions;
        this.customers = customers;
        this.orders = orders;
        this.outbox = outbox;
        this.pages = pages;
        this.clock = clock;
    }

    Answer show(Visit visit) {
        if (visit.cart().isEmpty()) return Answer.to("/cart");
        var products = CartPages.products(visit.cart(), catalogue);
        return pages.page(
                visit,
                "checkout",
                CartPages.content(visit.cart(), catalogue, stock),
                List.of(Tracked.of("begin_checkout", Tracked.bought(products))));
    }

    /// Places the order: takes the pieces, keeps the order, empties the cart, and tells the suite.
    Answer place(Visit visit) {
        if (visit.cart().isEmpty()) return Answer.to("/cart");
        if (!visit.request().checked("terms")) throw new Refusal(422, "구매 조건에 동의해 주셔야 주문할 수 있어요.");
        var quantities = visit.cart().quantities();
        stock.take(quantities).ifPresent(id -> {
            throw new Refusal(
                    409, catalogue.find(id).map(Product::name).orElse(id) + " 상품이 그만큼 남아 있지 않아요. 수량을 줄여 주세요.");
        });
        var order = order(visit, CartPages.products(visit.cart(), catalogue));
        orders.put(order);
        sessions.changeCart(visit.sessionId().orElseThrow(), _ -> Cart.EMPTY);
        outbox.add(Messages.purchase(order, productsOf(order)));
        quantities.keySet().forEach(id -> outbox.add(Messages.stock(id, stock.of(id))));
        visit.customer().ifPresent(customer -> told(visit, customer));
        return Answer.to("/orders/" + order.id());
    }

    private Order order(Visit visit, Map<Product, Integer> products) {
        var now = clock.instant();
        var number = sessions.newId().substring(0, 10).toUpperCase(Locale.ROOT);
        return new Order(
                "O" + LocalDate.ofInstant(now, SEOUL).toString().replace("-", "") + "-" + number,
                now,
                buyer(visit),
                products.entrySet().stream()
                        .map(entry -> new Order.Line(
                                entry.getKey().id(),
                                entry.getKey().name(),
                                entry.getValue(),
                                entry.getKey().sellingPrice()))
                        .toList(),
                Order.State.PLACED);
    }

    /// Who posts the form, and what the page knew of the browser.
    static Buyer buyer(Visit visit) {
        var request = visit.request();
        return new Buyer(
                visit.customer().map(Customer::id).orElse(null),
                request.field("visitorId").filter(id -> id.length() <= 64).orElse(null),
                request.field("analytics").filter("true"::equals).isPresent(),
                request.field("personalization").filter("true"::equals).isPresent());
    }

    /// Keeps what the customer wrote into the form and passes on the marketing consents whose boxes are ticked; an
    /// empty box says nothing.
    private void told(Visit visit, Customer customer) {
        var request = visit.request();
        var now = new Customer(
                customer.id(),
                request.field("name").filter(name -> name.length() <= 40).orElse(customer.name()),
                request.field("email")
                        .filter(email -> email.matches("[^@\\s]{1,64}@[^@\\s]{1,120}"))
                        .orElse(customer.email()),
                request.field("phone")
                        .map(phone -> phone.replaceAll("\\D", ""))
                        .filter(phone -> phone.matches("01\\d{8,9}"))
                        .orElse(customer.phone()));
        if (!now.equals(customer)) {
            customers.put(now);
            outbox.add(Messages.customer(now));
        }
        var consents = EnumSet.noneOf(Marketing.class);
        if (request.checked("marketing_email")) consents.add(Marketing.EMAIL);
        if (request.checked("marketing_kakao")) consents.add(Marketing.KAKAO);
        if (request.checked("marketing_night")) consents.add(Marketing.NIGHT_KAKAO);
        if (consents.isEmpty()) return;
        outbox.add(Messages.granted(customer.id(), request.field("visitorId").orElse(null), consents, "checkout"));
    }

    /// The page of an order. Its id is unguessable, and the page names nobody.
    Answer order(Visit visit, String id) {
        var order = orders.find(id).orElseThrow(Refusal::notFound);
        var quantities = quantities(order);
        var content = new HashMap<String, Object>();
        content.put("order", order);
        content.put("placed", order.state() == Order.State.PLACED);
        content.put("lines", Card.Line.of(quantities, catalogue, stock));
        content.put("total", Card.won(order.total()));
        content.put("items", String.join(",", quantities.keySet()));
        var details = new LinkedHashMap<>(Tracked.bought(CartPages.products(new Cart(quantities), catalogue)));
        details.put("value", order.total());
        details.put("transaction_id", order.id());
        return pages.page(
                visit,
                "order",
                content,
                order.state() == Order.State.PLACED
                        ? List.of(new Tracked("purchase", details, order.id()))
                        : List.of());
    }

    /// Cancels or returns one's own order as a whole.
    Answer end(Visit visit, String id, Order.State state) {
        var customer = visit.member();
        var own = orders.find(id)
                .filter(order -> customer.id().equals(order.buyer().customerId()))
                .orElseThrow(Refusal::notFound);
        orders.end(own.id(), state).ifPresent(order -> {
            var quantities = quantities(order);
            stock.putBack(quantities);
            outbox.add(Messages.ended(order, productsOf(order), clock.instant()));
            quantities.keySet().forEach(product -> outbox.add(Messages.stock(product, stock.of(product))));
        });
        return Answer.to("/mypage");
    }

    private Collection<Product> productsOf(Order order) {
        return order.lines().stream()
                .flatMap(line -> catalogue.find(line.productId()).stream())
                .toList();
    }

    private static Map<String, Integer> quantities(Order order) {
        var quantities = new LinkedHashMap<String, Integer>();
        order.lines().forEach(line -> quantities.put(line.productId(), line.pieces()));
        return quantities;
    }
}
