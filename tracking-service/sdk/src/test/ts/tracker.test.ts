import { type Browser, trackerOf } from "../../main/ts/tracker.ts";
import { equal, that } from "./assert.ts";

type Sent = { url: string; method: string; headers: Record<string, string>; body: any };

/** A browser whose clock moves and whose network answers as the test says. */
const pretended = (kept = new Map<string, string>()) => {
  const sent: Sent[] = [];
  const beacons: any[] = [];
  const answers: (Response | undefined)[] = [];
  let timers: { at: number; work: () => void }[] = [];
  let now = Date.parse("2026-11-21T08:00:00Z");
  const browser: Browser = {
    storage: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
      key: (index) => [...kept.keys()][index] ?? null,
      get length() {
        return kept.size;
      },
    },
    fetch: (url, init) => {
      sent.push({
        url,
        method: init.method!,
        headers: init.headers as Record<string, string>,
        body: JSON.parse(init.body as string),
      });
      const answer = answers.length ? answers.shift() : accepted();
      return answer ? Promise.resolve(answer) : Promise.reject(new TypeError("offline"));
    },
    beacon: (_url, body) => !!beacons.push(JSON.parse(body)),
    now: () => now,
    later: (work, milliseconds) => void timers.push({ at: now + milliseconds, work }),
    chance: () => 0.5,
  };
  const pass = async (milliseconds: number) => {
    now += milliseconds;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    due.forEach(({ work }) => work());
    for (let turn = 0; turn < 40; turn++) await Promise.resolve();
    await new Promise((done) => setTimeout(done));
  };
  return { browser, sent, beacons, answers, kept, pass };
};

const accepted = (headers = {}) => new Response('{"accepted":1,"rejected":[]}', { status: 202, headers });
const refused = (status: number, headers = {}) => new Response("{}", { status, headers });
const scene = () => ({ context: { pageUrl: "https://shop.example/p/1" }, campaign: "" });
const options = { key: "k y", url: "https://t.example" };
const token = (sub: string) => "h." + btoa(JSON.stringify({ sub })) + ".s";
const namesOf = (sent: Sent[]) => sent.flatMap(({ body }) => body.events.map((event: any) => event.name));

Deno.test("before a decision nothing is sent and nothing is kept", async () => {
  const { browser, sent, beacons, kept, pass } = pretended();
  const tracker = trackerOf(options, browser, scene);

  tracker.track("page_view");
  await pass(5000);
  tracker.leave();

  equal([sent, beacons, [...kept.keys()]], [[], [], []]);
});

Deno.test("a grant sends what has waited, flagged, and keeps the visitor", async () => {
  const { browser, sent, kept, pass } = pretended();
  const tracker = trackerOf(options, browser, scene);

  tracker.track("view_item", { currency: "KRW", value: 39000, items: [{ item_id: "신발" }], search_term: "구두 👞" });
  tracker.consent({ analytics: true, personalization: true });
  await pass(1000);

  equal(sent.length, 1);
  equal(sent[0].url, "https://t.example/v1/events?key=k%20y");
  const [event] = sent[0].body.events;
  equal(event.consent, { analytics: true, personalization: true });
  equal([event.name, event.value, event.items, event.params], ["view_item", 39000, [{ item_id: "신발" }], {
    search_term: "구두 👞",
  }]);
  equal([event.occurredAt, event.sessionNumber], ["2026-11-21T08:00:00.000Z", 1]);
  that(/^v_[0-9a-f]{32}$/.test(event.visitorId), "visitorId: " + event.visitorId);
  equal(JSON.parse(kept.get("danggol")!).visitorId, event.visitorId);
  equal([...kept.keys()], ["danggol"]);
});

Deno.test("a refusal keeps and sends nothing", async () => {
  const { browser, sent, kept, pass } = pretended();
  const tracker = trackerOf(options, browser, scene);

  tracker.track("page_view");
  tracker.consent({ analytics: false });
  tracker.track("view_item");
  await pass(1000);
  tracker.leave();

  equal([sent, [...kept.keys()]], [[], []]);
});

Deno.test("a shop that counts anonymously gets refused events under ids that change", async () => {
  const { browser, sent, kept, pass } = pretended();
  const tracker = trackerOf({ ...options, anonymous: true }, browser, scene);

  tracker.consent({ analytics: false });
  tracker.track("page_view");
  await pass(1000);

  equal(sent[0].body.events[0].consent, { analytics: false });
  equal([...kept.keys()], []);
});

Deno.test("a withdrawal forgets the visitor and what waited", async () => {
  const { browser, sent, answers, kept, pass } = pretended();
  const tracker = trackerOf({ ...options, profileUrl: "https://p.example" }, browser, scene);
  tracker.consent({ analytics: true });
  const { visitorId } = tracker.visitor();
  await pass(1000);
  answers.push(refused(200));
  tracker.track("view_item");

  tracker.consent({ analytics: false });
  await pass(1000);

  equal([...kept.keys()], []);
  that(tracker.visitor().visitorId !== visitorId, "the visitor is still known");
  equal(sent.map(({ url, body }) => [url, body.visitorId, body.decisions]), [
    ["https://p.example/v1/consents", visitorId, [{ purpose: "analytics", state: "granted" }]],
    ["https://p.example/v1/consents", visitorId, [{ purpose: "analytics", state: "withdrawn" }]],
  ]);
});

Deno.test("the next page knows visitor, session and consent, and tells the ledger nothing twice", async () => {
  const first = pretended();
  const before = trackerOf({ ...options, profileUrl: "https://p.example" }, first.browser, scene);
  before.consent({ analytics: true }, { wording: "v3", place: "banner" });
  before.track("page_view");
  await first.pass(1000);
  const second = pretended(first.kept);

  const after = trackerOf({ ...options, profileUrl: "https://p.example" }, second.browser, scene);
  after.track("page_view");
  after.consent({ analytics: true });
  await second.pass(1000);

  equal(first.sent[0].body.decisions, [{ purpose: "analytics", state: "granted", wording: "v3", place: "banner" }]);
  equal(after.visitor().visitorId, before.visitor().visitorId);
  equal(after.visitor().sessionId, before.visitor().sessionId);
  equal(second.sent.map(({ url }) => url), ["https://t.example/v1/events?key=k%20y"]);
});

for (
  const [fault, answer] of [
    ["the network is gone", undefined],
    ["the service is away", refused(503, { "Retry-After": "1" })],
    ["the rate is exceeded", refused(429, { "Retry-After": "1" })],
  ] as const
) {
  Deno.test(`when ${fault} the same ids are sent again`, async () => {
    const { browser, sent, answers, kept, pass } = pretended();
    answers.push(answer, answer?.clone());
    const tracker = trackerOf(options, browser, scene);
    tracker.consent({ analytics: true });

    tracker.track("purchase", { transaction_id: "T-1" });
    await pass(500);
    that([...kept.keys()].some((name) => name.startsWith("danggol.q.")), "not kept while it waits");
    await pass(2500);
    await pass(4500);
    await pass(20000);

    equal(namesOf(sent), ["purchase", "purchase", "purchase"]);
    equal(new Set(sent.map(({ body }) => body.events[0].id)).size, 1);
    equal([...kept.keys()], ["danggol"]);
  });
}

Deno.test("what a page could not send, the next one sends", async () => {
  const first = pretended();
  first.answers.push(undefined);
  const before = trackerOf(options, first.browser, scene);
  before.consent({ analytics: true });
  before.track("purchase", { transaction_id: "T-1" });
  await first.pass(500);
  const second = pretended(first.kept);

  trackerOf(options, second.browser, scene);
  await second.pass(500);

  equal(second.sent[0].body.events[0].id, first.sent[0].body.events[0].id);
});

Deno.test("what the service refuses for good is not sent again", async () => {
  const { browser, sent, answers, pass } = pretended();
  answers.push(refused(401));
  const tracker = trackerOf(options, browser, scene);
  tracker.consent({ analytics: true });

  tracker.track("view_item");
  await pass(500);
  await pass(100000);

  equal(namesOf(sent), ["view_item"]);
});

Deno.test("leaving hands over what waits once and keeps it until it is confirmed", async () => {
  const { browser, sent, beacons, kept, pass } = pretended();
  const tracker = trackerOf(options, browser, scene);
  tracker.consent({ analytics: true });
  tracker.track("view_item");

  tracker.leave();
  tracker.track("page_leave");
  tracker.leave();

  equal(beacons.map(({ events }) => events.map((event: any) => event.name)), [["view_item"], ["page_leave"]]);
  that([...kept.keys()].some((name) => name.startsWith("danggol.q.")), "not kept");
  await pass(30000);
  equal(namesOf(sent), ["view_item", "page_leave"]);
});

Deno.test("times follow the service's clock once it is known", async () => {
  const { browser, sent, answers, pass } = pretended();
  answers.push(accepted({ Date: "Sat, 21 Nov 2026 09:00:00 GMT" }));
  const tracker = trackerOf(options, browser, scene);
  tracker.consent({ analytics: true });
  tracker.track("page_view");
  await pass(500);

  tracker.track("view_item");
  await pass(500);

  equal(sent[1].body.events[0].occurredAt.slice(0, 16), "2026-11-21T09:00");
});

Deno.test("a login is said once, a logout too, and tokens go with the events between them", async () => {
  const { browser, sent, pass } = pretended();
  const tracker = trackerOf(options, browser, scene);
  tracker.consent({ analytics: true });

  tracker.identify(token("a"));
  tracker.track("view_item");
  tracker.identify(token("a"));
  tracker.identify(token("b"));
  tracker.identify(null);
  tracker.identify(null);
  tracker.track("view_item");
  await pass(1000);

  equal(sent[0].body.events.map((event: any) => [event.name, event.customerToken ?? null]), [
    ["login", token("a")],
    ["view_item", token("a")],
    ["logout", null],
    ["login", token("b")],
    ["logout", null],
    ["view_item", null],
  ]);
});

const toLedger = { ...options, profileUrl: "https://p.example" };
const told = (sent: Sent[]) =>
  sent.filter(({ url }) => url.startsWith("https://p.example")).map(({ headers, body }) => [
    headers["X-Danggol-Customer"],
    body.decisions.map(({ purpose, channel, state, place, carriedOver }: any) =>
      [channel ?? purpose, state, place, carriedOver].filter((it) => it !== undefined).join(" ")
    ),
  ]);

Deno.test("another customer's decisions are told although the last one decided alike", async () => {
  const { browser, sent, pass } = pretended();
  const tracker = trackerOf(toLedger, browser, scene);
  tracker.identify(token("a"));
  tracker.consent({ marketing: { email: true } });
  await pass(10);
  tracker.identify(token("b"));
  tracker.consent({ marketing: { email: true } });
  await pass(10);

  equal(told(sent), [[token("a"), ["email granted"]], [token("b"), ["email granted"]]]);
});

Deno.test("what the browser decided is told of each customer once, however often they log in", async () => {
  const { browser, sent, kept, pass } = pretended();
  const tracker = trackerOf(toLedger, browser, scene);
  tracker.consent({ analytics: true, personalization: false }, { wording: "v1", place: "banner" });
  await pass(10);
  const pages = [token("a"), token("a"), null, token("a"), token("b"), null, null, token("a")];

  for (const who of pages) {
    const next = pretended(kept);
    trackerOf(toLedger, next.browser, scene).identify(who);
    await next.pass(10);
    sent.push(...next.sent);
  }

  const carried = ["analytics granted banner true", "personalization withdrawn banner true"];
  equal(told(sent), [
    [undefined, ["analytics granted banner", "personalization withdrawn banner"]],
    [token("a"), carried],
    [token("b"), carried],
  ]);
});

Deno.test("who decides while logged in decides for themselves, and the browser's ledger hears of it after the logout", async () => {
  const first = pretended();
  const before = trackerOf(toLedger, first.browser, scene);
  before.identify(token("a"));
  before.consent({ analytics: true }, { place: "mypage" });
  await first.pass(10);
  const second = pretended(first.kept);
  trackerOf(toLedger, second.browser, scene).identify(null);
  await second.pass(10);
  const third = pretended(first.kept);

  trackerOf(toLedger, third.browser, scene).identify(null);
  await third.pass(10);

  equal(told([...first.sent, ...second.sent, ...third.sent]), [
    [token("a"), ["analytics granted mypage"]],
    [undefined, ["analytics granted mypage"]],
  ]);
});

Deno.test("a page that remembers nothing tells what may be a repeat as one, a click with its place as a decision", async () => {
  const { browser, sent, pass } = pretended();
  const tracker = trackerOf(toLedger, browser, scene);
  tracker.identify(token("a"));

  tracker.consent({ analytics: false, personalization: true });
  await pass(10);
  tracker.consent({ personalization: false }, { place: "mypage" });
  await pass(10);

  equal(told(sent), [
    [token("a"), ["analytics withdrawn true", "personalization granted true"]],
    [token("a"), ["personalization withdrawn mypage"]],
  ]);
});

Deno.test("a decision that could not be told is told later of the same customer", async () => {
  const { browser, sent, answers, pass } = pretended();
  const tracker = trackerOf(toLedger, browser, scene);
  tracker.identify(token("a"));
  answers.push(refused(503));
  tracker.consent({ profiling: false });
  await pass(10);

  tracker.identify(token("b"));
  await pass(60000);

  equal(told(sent), [[token("a"), ["profiling withdrawn"]], [token("a"), ["profiling withdrawn"]]]);
});

Deno.test("a browser whose storage is full or forbidden works without", async () => {
  const { browser, sent, pass } = pretended();
  const forbidden = () => {
    throw new DOMException("no", "SecurityError");
  };
  browser.storage = { getItem: forbidden, setItem: forbidden, removeItem: forbidden, key: forbidden, length: 0 };
  const tracker = trackerOf(options, browser, scene);

  tracker.consent({ analytics: true });
  tracker.track("page_view");
  await pass(500);

  equal(namesOf(sent), ["page_view"]);
});
