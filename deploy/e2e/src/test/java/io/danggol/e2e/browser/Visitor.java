package io.danggol.e2e.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.local.suite.Addresses;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Somebody before a browser of their own, in the demo shop.
final class Visitor implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final BrowserContext context;
    private final Page page;
    private final String shop;

    private Visitor(BrowserContext context, String shop) {
        this.context = context;
        this.page = context.newPage();
        this.shop = shop;
    }

    /// A product as a rail shows it.
    ///
    /// @param reason why it is there
    record Shown(String id, String reason) {}

    static Visitor in(Chromium chromium, RunningSuite suite) {
        var context = chromium.browser()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setLocale("ko-KR")
                        .setTimezoneId("Asia/Seoul")
                        .setViewportSize(1280, 900));
        return new Visitor(context, Addresses.url(suite.addresses().shop()));
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    Visitor goTo(String path) {
        page.navigate(shop + path);
        return this;
    }

    /// Answers the banner: `all` or `none`.
    Visitor allows(String answer) {
        page.locator("[data-consent=" + answer + "]").click();
        return this;
    }

    /// Opens a product from the list of its category, as a shopper would.
    Visitor views(String category, String product) {
        goTo("/c/" + URLEncoder.encode(category, StandardCharsets.UTF_8));
        page.locator("ul.grid a[href='/p/" + product + "']").click();
        page.waitForURL(shop + "/p/" + product);
        return this;
    }

    Visitor logsIn(String customerId) {
        goTo("/login");
        page.locator("form.new #id").fill(customerId);
        page.locator("form.new button").click();
        page.getByText("로그아웃").waitFor();
        return this;
    }

    /// Turns a switch of my page on.
    Visitor agrees(String label) {
        var control = page.getByRole(
                AriaRole.SWITCH, new Page.GetByRoleOptions().setName(label).setExact(true));
        if (!isOn(control)) control.click();
        page.locator("[role=switch][aria-label='" + label + "'][aria-checked=true]")
                .waitFor();
        return this;
    }

    private static boolean isOn(Locator control) {
        return "true".equals(control.getAttribute("aria-checked"));
    }

    Visitor putsIntoCart(String product) {
        goTo("/p/" + product);
        page.locator("form[data-cart] button").click();
        page.locator("#said a[href='/cart']").waitFor();
        return this;
    }

    /// Leaves the shop for another page.
    void leaves() {
        page.navigate("about:blank");
    }

    /// What a placement shows, once it shows anything.
    List<Shown> rail(String placement) {
        var cards = page.locator("[data-placement=" + placement + "] li.card");
        cards.first().waitFor();
        return cards.all().stream()
                .map(card -> new Shown(
                        card.locator("a").getAttribute("href").substring("/p/".length()),
                        card.locator(".reason").count() == 0
                                ? ""
                                : card.locator(".reason").textContent()))
                .toList();
    }

    /// The id by which the suite knows this browser.
    String visitorId() {
        return (String) page.evaluate(
                "() => new Promise(told => window.danggol('visitor', visitor => told(visitor.visitorId)))");
    }

    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }
}
