// The shop's own script: it tells the storefront SDK what happens here and draws what the suite answers.
// Every page works without it, and without the suite.
"use strict";

const page = JSON.parse(document.getElementById("page").textContent);
const sdk = (...call) => window.danggol(...call);
const all = (selector, work) => document.querySelectorAll(selector).forEach(work);

/** An element with attributes (absent ones left out) and children; text stays text. */
const element = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value != null) made.setAttribute(name, value);
  made.append(...children.filter((child) => child != null && child !== ""));
  return made;
};

/** Says something to everybody, those who listen to the page included. */
const say = (text, link) => {
  const line = element("p", {}, text, link && element("a", { href: link.href }, link.text));
  document.getElementById("said").replaceChildren(line);
  setTimeout(() => line.remove(), 4000);
};

// What this browser decided about analytics and personalisation. Closing the banner is not a decision; a decision is not asked for again.

const CHOICE = "shop.consent";
const BANNER = { wording: "browser-v1", place: "banner" };

const choice = () => {
  try {
    return JSON.parse(localStorage.getItem(CHOICE));
  } catch {
    return null;
  }
};

const choose = (analytics, personalization, evidence) => {
  localStorage.setItem(CHOICE, JSON.stringify({ analytics, personalization }));
  sdk("consent", { analytics, personalization }, evidence);
  drawRails();
};

const banner = () => {
  const box = document.getElementById("consent");
  const boxes = [...box.querySelectorAll("input")];
  const open = () => {
    boxes.forEach((input) => (input.checked = !!choice()?.[input.name]));
    box.hidden = false;
  };
  box.querySelectorAll("[data-consent]").forEach((button) =>
    button.addEventListener("click", () => {
      const answer = { all: true, none: false }[button.dataset.consent];
      choose(...boxes.map((input) => answer ?? input.checked), BANNER);
      box.hidden = true;
    }));
  box.addEventListener("keydown", (event) => event.key === "Escape" && choice() && (box.hidden = true));
  all("[data-open-consent]", (button) => button.addEventListener("click", () => {
    open();
    boxes[0].focus();
  }));
  if (!choice()) open();
};

// Recommendations.

const TITLES = {
  for_you: "추천 상품",
  similar: "비슷한 상품",
  also_viewed: "함께 본 상품",
  viewed_then_bought: "이 상품을 보고 구매한 상품",
  bought_together: "함께 구매한 상품",
  recently_viewed: "최근 본 상품",
  trending: "지금 많이 찾는 상품",
  best_sellers: "많이 팔린 상품",
  new_arrivals: "새로 들어온 상품",
  upsell: "한 단계 위 상품",
  accessories: "함께 쓰면 좋은 상품",
  replenish: "다시 살 때가 된 상품",
  content: "닮은 상품",
};

const money = (amount, currency = "KRW") =>
  currency === "KRW"
    ? new Intl.NumberFormat("ko-KR").format(amount) + "원"
    : new Intl.NumberFormat("ko-KR", { style: "currency", currency }).format(amount);

/** A product's picture; nothing where there is none. */
const picture = (item) => {
  const image = element("img", { src: "/img/" + encodeURIComponent(item.item_id) + ".svg", alt: "", width: 400, height: 400, loading: "lazy" });
  image.addEventListener("error", () => image.remove());
  return image;
};

/** Tells the SDK what became of products that were recommended. */
const recommended = (name, answer, items) =>
  sdk("track", name, {
    recommendation_id: answer.recommendationId,
    placement: answer.placement,
    strategy: items.length === 1 ? items[0].strategy : answer.strategy,
    items: items.map(({ item_id, item_name, price }, index) => ({ item_id, item_name, price, index })),
  });

const card = (item, answer) => {
  const off = item.salePrice == null ? 0 : Math.floor((100 * (item.price - item.salePrice)) / item.price);
  const link = element("a", { href: "/p/" + encodeURIComponent(item.item_id) },
    element("span", { class: "pic" },
      picture(item),
      off > 0 && element("i", { class: "tag sale" }, off + "%") || null),
    element("span", { class: "maker" }, item.item_brand),
    element("span", { class: "name" }, item.item_name),
    element("span", { class: "money" },
      item.price == null ? null : element("b", {}, money(item.salePrice ?? item.price, item.currency)),
      off > 0 ? element("s", {}, money(item.price, item.currency)) : null),
    item.reason?.text && element("span", { class: "reason" }, item.reason.text));
  link.addEventListener("click", () => recommended("recommendation_clicked", answer, [item]));
  return element("li", { class: "card" }, link);
};

/** Whether the shopper's own doings chose one of these, rather than the product on the page. */
const isOwn = (items) => items.some(({ strategy }) => strategy === "for_you" || strategy === "replenish");

/** Buttons that leaf through a list whose products do not fit beside each other; hidden where they do. */
const arrows = (list) => {
  const button = (text, label, way) => {
    const made = element("button", { type: "button", class: "arrow", "aria-label": label }, text);
    made.addEventListener("click", () => list.scrollBy({ left: way * list.clientWidth }));
    return made;
  };
  const back = button("‹", "이전 상품 보기", -1);
  const on = button("›", "다음 상품 보기", 1);
  const box = element("div", { class: "arrows" }, back, on);
  const update = () => {
    const beyond = list.scrollWidth - list.clientWidth;
    box.hidden = beyond < 2;
    back.setAttribute("aria-disabled", list.scrollLeft < 2);
    on.setAttribute("aria-disabled", list.scrollLeft > beyond - 2);
  };
  list.addEventListener("scroll", update, { passive: true });
  new ResizeObserver(update).observe(list);
  return box;
};

/** Fills `place` with products under a title and tells when a shopper sees them. */
const fill = (place, title, items, answer) => {
  const list = element("ul", {}, ...items.map((item) => card(item, answer)));
  place.replaceChildren(
    element("header", { class: "head" },
      element("h2", {}, title),
      answer.personalized && isOwn(items) ? element("p", { class: "personal" }, "둘러보신 기록으로 골랐어요") : null,
      arrows(list)),
    list);
  place.hidden = false;
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    recommended("recommendation_seen", answer, items);
  }, { threshold: 0.3 });
  seen.observe(place);
};

/** A rail for each strategy that found several products, under its true name. */
const split = (place, answer) => {
  const byStrategy = Object.values(Object.groupBy(answer.items, (item) => item.strategy));
  place.replaceChildren(...byStrategy.filter((items) => items.length > 1).map((items) => {
    const rail = element("section", { class: "rail wide" });
    fill(rail, TITLES[items[0].strategy] ?? place.dataset.title, items.slice(0, 10), answer);
    return rail;
  }));
};

const drawRails = () => all("[data-placement]", (place) => {
  const { placement, item, cart, exclude, query, limit } = place.dataset;
  sdk("recommend", { placement, itemId: item, cart, exclude, query, limit }, (answer) => {
    const only = place.dataset.only;
    const items = only ? answer.items.filter((found) => found.strategy === only) : answer.items;
    if ("split" in place.dataset) return split(place, answer);
    if (!items.length) return void (place.hidden = true);
    const title = answer.personalized && place.dataset.personalTitle;
    fill(place, title || place.dataset.title, items, answer);
  });
});

// The cart.

/** Posts a form of the cart and tells the SDK what changed. */
const post = async (form, button) => {
  const fields = new URLSearchParams(new FormData(form, button));
  const answer = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "application/json" } });
  const body = await answer.json();
  if (!answer.ok) {
    say(body.problem);
    return undefined;
  }
  if (body.event) sdk("track", body.event, body.details);
  const count = document.getElementById("cart-count");
  count.textContent = body.count;
  count.hidden = !body.count;
  return body;
};

const carts = () => {
  all("form[data-cart]", (form) => form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = await post(form, event.submitter);
    if (body) say("장바구니에 담았어요.", { href: "/cart", text: "보러 가기" });
  }));
  all("form[data-line]", (form) => {
    const change = async (event, button) => {
      event.preventDefault();
      if (await post(form, button)) location.reload();
    };
    form.addEventListener("submit", (event) => change(event, event.submitter));
    form.addEventListener("change", (event) => change(event));
  });
};

// Forms that say which browser posts them, and what it allows.

const visitorForms = () => all("form[data-visitor]", (form) => form.addEventListener("submit", () => {
  const told = { ...choice() };
  sdk("visitor", ({ visitorId, consent }) => Object.assign(told, consent, { visitorId }));
  for (const name of ["visitorId", "analytics", "personalization"]) {
    form.append(element("input", { type: "hidden", name, value: told[name] ?? "" }));
  }
  if ("checkout" in form.dataset) {
    const { details } = page.events.find(({ name }) => name === "begin_checkout") ?? {};
    sdk("track", "add_shipping_info", details);
    sdk("track", "add_payment_info", { ...details, payment_type: form.elements.pay.value });
  }
}));

// My page: what is allowed since when.

const PURPOSES = [
  ["analytics", undefined, "이용 분석"],
  ["personalization", undefined, "맞춤 추천"],
  ["marketing", "email", "이메일로 광고 소식 받기"],
  ["marketing", "kakao", "카카오톡으로 광고 소식 받기"],
  ["night-marketing", "kakao", "카카오톡 광고를 밤(21시~8시)에도 받기"],
];
const STATES = { granted: "허락함", withdrawn: "허락하지 않음", unknown: "아직 정하지 않음" };

const consents = (list) => {
  const away = () => list.replaceChildren(element("p", { class: "empty small" }, "지금은 동의 내역을 불러올 수 없어요. 잠시 뒤 다시 들러 주세요."));
  const patience = setTimeout(away, 5000);
  sdk("visitor", ({ visitorId }) => {
    clearTimeout(patience);
    showConsents(list, visitorId, away);
  });
};

const showConsents = (list, visitorId, away) => {
  const call = (method, query, body) => fetch(page.profile + "/v1/consents" + query, {
    method,
    headers: { "X-Danggol-Key": page.key, "X-Danggol-Customer": page.customerToken, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  }).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));

  const decide = (purpose, channel, granted) => {
    if (!channel) {
      const allowed = { ...choice(), [purpose]: granted };
      choose(!!allowed.analytics, !!allowed.personalization, { wording: BANNER.wording, place: "mypage" });
    }
    const decision = { purpose, channel, state: granted ? "granted" : "withdrawn", wording: channel ? "marketing-v1" : BANNER.wording, place: "mypage" };
    return call("PUT", "", { visitorId, decisions: [decision] }).then(draw, away);
  };

  const draw = ({ items }) => {
    list.replaceChildren(element("ul", { class: "consents" }, ...PURPOSES.map(([purpose, channel, text]) => {
      const found = items.find((item) => item.purpose === purpose && (item.channel ?? undefined) === channel);
      const state = found?.state ?? "unknown";
      const since = found?.since && state !== "unknown"
        ? " · " + new Date(found.since).toLocaleString("ko-KR", { dateStyle: "medium", timeStyle: "short" }) + "부터"
        : "";
      const control = element("button", { type: "button", role: "switch", class: "switch", "aria-checked": state === "granted", "aria-label": text });
      control.addEventListener("click", () => decide(purpose, channel, state !== "granted"));
      return element("li", {}, element("div", {}, text, element("small", {}, STATES[state] + since)), control);
    })));
    list.setAttribute("aria-busy", "false");
  };

  call("GET", "?visitorId=" + encodeURIComponent(visitorId)).then(draw, away);
};

// The page begins.

const smallThings = () => {
  all("[data-submit]", (field) => field.addEventListener("change", () => field.form.submit()));
  all("[data-reload]", (link) => setTimeout(() => link.isConnected && location.reload(), 3000));
  all("[data-select]", (link) => link.addEventListener("click", () =>
    sdk("track", "select_item", { items: [{ item_id: link.dataset.select, item_name: link.dataset.name }] })));
};

const events = () => {
  for (const { name, details, once } of page.events) {
    if (once && sessionStorage.getItem("told." + once)) continue;
    if (once) sessionStorage.setItem("told." + once, "1");
    sdk("track", name, details);
  }
};

const start = () => {
  smallThings();
  if (document.querySelector("[data-quiet]")) {
    // From here an erasure is asked for: what this page told the suite would come after it. The SDK only says which browser this is.
    sdk("init", { key: page.key, url: page.tracking, auto: false });
    visitorForms();
    return;
  }
  if (document.querySelector("[data-forget]")) {
    localStorage.clear();
    sessionStorage.clear();
    return;
  }
  sdk("init", { key: page.key, url: page.tracking, profileUrl: page.profile, recommendationUrl: page.recommendation, campaignUrl: page.campaign });
  // The SDK keeps nothing of a browser that refused analytics, its other answer neither: it is this browser's, not a decision of who is logged in.
  if (choice()?.personalization && !choice().analytics) sdk("consent", choice(), BANNER);
  sdk("identify", page.customerToken);
  banner();
  carts();
  visitorForms();
  events();
  drawRails();
  all("[data-consents]", consents);
  if (page.customerToken) {
    setInterval(async () => {
      const answer = await fetch("/customer-token").catch(() => undefined);
      if (answer?.ok) sdk("identify", (page.customerToken = (await answer.json()).customerToken));
    }, page.tokenLifeSeconds * 600);
  }
};

start();
