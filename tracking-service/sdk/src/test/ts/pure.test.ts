import { offset } from "../../main/ts/clock.ts";
import { eventId, random } from "../../main/ts/ids.ts";
import { untold } from "../../main/ts/ledger.ts";
import { appended, batch, type Waiting, without } from "../../main/ts/queue.ts";
import { passing, pause } from "../../main/ts/retry.ts";
import { campaignOf, continued, IDLE, utmOf } from "../../main/ts/session.ts";
import { subject } from "../../main/ts/token.ts";
import { equal, that } from "./assert.ts";

const id = () => "s";
const waiting = (name: string, filling = ""): Waiting => ({ id: name, name, at: 0, filling });

Deno.test("a session goes on until 30 idle minutes have passed", () => {
  const first = continued(undefined, 0, "", id);
  equal(first, { id: "s", number: 1, lastAt: 0, campaign: "" });
  equal(continued(first, IDLE - 1, "", id).number, 1);
  equal(continued(first, IDLE, "", id).number, 2);
});

Deno.test("another campaign begins another session, no campaign or the same one does not", () => {
  const first = continued(undefined, 0, "utm_source=naver", id);
  equal(continued(first, 1, "", id).number, 1);
  equal(continued(first, 1, "", id).campaign, "utm_source=naver");
  equal(continued(first, 1, "utm_source=naver", id).number, 1);
  equal(continued(first, 1, "utm_source=kakao", id).number, 2);
});

Deno.test("a clock that is set back does not shorten a session", () => {
  const later = continued(continued(undefined, 1000, "", id), 5, "", id);
  equal([later.number, later.lastAt], [1, 1000]);
});

Deno.test("campaigns are known by UTM parameters and click ids", () => {
  equal(utmOf("?utm_source=%EB%84%A4%EC%9D%B4%EB%B2%84&utm_medium=cpc&x=1"), { source: "네이버", medium: "cpc" });
  equal(utmOf("?x=1"), undefined);
  equal(campaignOf("?gclid=abc&page=2"), "gclid=abc");
  equal(campaignOf(""), "");
});

Deno.test("event ids are UUIDs of version 7 that sort by time", () => {
  const ids = Array.from({ length: 2000 }, (_, index) => eventId(1_790_000_000_000 + index));
  that(
    ids.every((it) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/.test(it)),
    "not a UUID: " + ids[0],
  );
  equal([...ids].sort(), ids);
  equal(new Set(ids).size, ids.length);
  that(/^[0-9a-f]{32}$/.test(random(128)), "not 128 bits");
});

Deno.test("a full queue gives up its oldest event", () => {
  let queue: Waiting[] = [];
  for (let number = 0; number < 400; number++) queue = appended(queue, waiting("e" + number));
  equal([queue.length, queue[0].id, queue[299].id], [300, "e100", "e399"]);
});

Deno.test("a batch is small enough for a page that goes away, and never empty", () => {
  equal(batch(Array.from({ length: 80 }, (_, index) => waiting("e" + index))).length, 25);
  equal(batch(Array.from({ length: 5 }, (_, index) => waiting("e" + index, "가".repeat(9000)))).length, 2);
  equal(batch([waiting("long", "가".repeat(90000))]).length, 1);
  equal(batch([]), []);
  equal(without([waiting("a"), waiting("b")], [waiting("a")]), [waiting("b")]);
});

Deno.test("waiting doubles, has jitter, ends at a minute, and respects Retry-After", () => {
  equal([pause(1, null, 0.5), pause(2, null, 0.5), pause(3, null, 0.5)], [1000, 2000, 4000]);
  equal(pause(50, null, 0.999999), 60000);
  equal(pause(1, "7", 0), 7000);
  equal(pause(1, "Wed, 21 Oct 2026 07:28:00 GMT", 0), 0);
});

Deno.test("only what may pass is tried again", () => {
  equal([0, 200, 202, 400, 401, 403, 408, 413, 422, 429, 500, 502, 503].filter(passing), [0, 408, 429, 500, 502, 503]);
});

Deno.test("the clock follows the service from two seconds of difference", () => {
  const at = Date.parse("2026-11-21T08:00:00Z");
  equal(offset("Sat, 21 Nov 2026 08:00:00 GMT", at + 1400, at + 1600), 0);
  equal(offset("Sat, 21 Nov 2026 09:00:00 GMT", at, at), 3_600_500);
  equal(offset(null, at, at), undefined);
  equal(offset("yesterday", at, at), undefined);
});

Deno.test("a token names its subject without giving it away", () => {
  const token = (sub: unknown) => "h." + btoa(JSON.stringify({ sub })).replace(/=/g, "") + ".s";
  that(!!subject(token("c-1")) && subject(token("c-1")) === subject(token("c-1")), "not steady");
  that(subject(token("c-1")) !== subject(token("c-2")), "not distinct");
  equal(["", "x", "a.b.c", token(undefined)].map(subject), [undefined, undefined, undefined, undefined]);
});

Deno.test("the ledger is told what it does not know", () => {
  equal(untold({}, { analytics: true, marketing: { email: true, kakao: false } }, false), [
    { purpose: "analytics", state: "granted" },
    { purpose: "marketing", channel: "email", state: "granted" },
    { purpose: "marketing", channel: "kakao", state: "withdrawn" },
  ]);
  equal(
    untold({ analytics: "granted", "marketing/email": "granted" }, { analytics: true, marketing: { email: true } }, false),
    [],
  );
  equal(untold({}, { analytics: undefined }, false), []);
  equal(untold({ analytics: "granted" }, { analytics: false }, false), [{ purpose: "analytics", state: "withdrawn" }]);
});

Deno.test("who agrees to a channel at a form is believed although they agreed before", () => {
  equal(
    untold({ analytics: "granted", "marketing/email": "granted" }, { analytics: true, marketing: { email: true } }, true),
    [{ purpose: "marketing", channel: "email", state: "granted" }],
  );
});
