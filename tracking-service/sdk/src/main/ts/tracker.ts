import { offset } from "./clock.ts";
import type { Consents, Details, Evidence, Options, Visitor } from "./danggol.d.ts";
import { eventId, random } from "./ids.ts";
import { bindsBrowser, nameOf, untold } from "./ledger.ts";
import { appended, batch, type Waiting, without } from "./queue.ts";
import { passing, pause } from "./retry.ts";
import { continued } from "./session.ts";
import { type Place, type State, storeIn } from "./store.ts";
import { subject } from "./token.ts";

/** What the tracker needs of a browser. */
export interface Browser {
  storage?: Place;
  fetch(url: string, init: RequestInit): Promise<Response>;
  beacon(url: string, body: string): boolean;
  /** Milliseconds since 1970, perhaps wrong. */
  now(): number;
  later(work: () => void, milliseconds: number): void;
  /** In [0, 1). */
  chance(): number;
}

/** Where an event happens. */
export interface Scene {
  context: Record<string, unknown>;
  /** What brought the visitor here; empty when nothing says so. */
  campaign: string;
}

const GATHER = 300;
const UNCONFIRMED = 20_000;

/** Takes events, keeps them until the service has them, and knows what the visitor allows. */
export const trackerOf = (options: Options, browser: Browser, scene: () => Scene) => {
  const store = storeIn(browser.storage, random(64));
  const anotherId = () => "v_" + random(128);

  const kept = store.state();
  let state: State = kept ?? { visitorId: anotherId(), consent: {}, told: {} };
  let decided = !!kept;
  let queue: Waiting[] = kept ? store.adopted() : [];
  let customerToken: string | undefined;
  let ahead = 0;
  let failures = 0;
  let quietUntil = 0;
  let sending = false;
  /** Handed over, and not yet confirmed. */
  let unsure: Waiting[] = [];

  const keep = () => state.consent.analytics && store.keep(state, queue);
  const allowed = () => decided && (state.consent.analytics || options.anonymous);
  const time = (at: number) => new Date(at + ahead).toISOString();
  const address = () => options.url + "/v1/events?key=" + encodeURIComponent(options.key);
  const body = (events: Waiting[]) =>
    JSON.stringify({
      events: events.map(({ at, ...event }) => ({
        ...event,
        consent: state.consent,
        occurredAt: time(at),
        sentAt: time(browser.now()),
      })),
    });

  const again = (milliseconds: number) => {
    quietUntil = browser.now() + milliseconds;
    browser.later(() => {
      quietUntil = 0;
      unsure = [];
      flush();
    }, milliseconds);
  };

  const flush = async (): Promise<void> => {
    if (sending || !allowed() || !queue.length || browser.now() < quietUntil) return;
    sending = true;
    const events = (unsure = batch(queue));
    const askedAt = browser.now();
    // A plain-text body with the key in the query needs no CORS preflight.
    const answer = await browser
      .fetch(address(), { method: "POST", body: body(events), keepalive: true, credentials: "omit" })
      .catch(() => undefined);
    sending = false;
    unsure = [];
    ahead = offset(answer?.headers.get("Date") ?? null, askedAt, browser.now()) ?? ahead;
    if (passing(answer?.status ?? 0)) {
      return again(pause(++failures, answer?.headers.get("Retry-After") ?? null, browser.chance()));
    }
    failures = 0;
    queue = without(queue, events);
    keep();
    const { rejected } = await answer!.json().catch(() => ({}));
    if (!answer!.ok || rejected?.length) console.warn("danggol", answer!.status, rejected);
    return flush();
  };

  /** Hands over what waits while the page goes away. It stays in the queue, as nobody will tell whether it arrived. */
  const leave = () => {
    const events = batch(without(queue, unsure));
    if (allowed() && events.length && browser.beacon(address(), body(events))) {
      unsure = [...unsure, ...events];
      again(UNCONFIRMED);
    }
    keep();
  };

  const track = (name: string, details: Details = {}) => {
    const { currency, value, items, ...params } = details;
    const { context, campaign } = scene();
    const at = browser.now();
    state.session = continued(state.session, at, campaign, () => "s_" + random(128));
    queue = appended(queue, {
      id: eventId(at),
      name,
      at,
      visitorId: state.visitorId,
      sessionId: state.session.id,
      sessionNumber: state.session.number,
      customerToken,
      context,
      currency,
      value,
      items,
      params,
    });
    keep();
    browser.later(flush, GATHER);
  };

  /**
   * Tells the ledger: of the person where a customer is logged in, else of this browser. With `carry` the shopper decides
   * nothing now: what they decided in this browser before is told of the person who turned out to use it.
   */
  const tell = async (
    decisions: Consents,
    evidence: Evidence,
    carry: boolean,
    { visitorId, customer } = state,
    token = customerToken,
    attempt = 1,
  ): Promise<void> => {
    const told = (state.told[(token && customer) || ""] ??= {});
    const news = untold(told, decisions, !carry && !!evidence.place);
    if (!options.profileUrl || !news.length) return;
    const headers: Record<string, string> = { "Content-Type": "application/json", "X-Danggol-Key": options.key };
    if (token) headers["X-Danggol-Customer"] = token;
    const answer = await browser
      .fetch(options.profileUrl + "/v1/consents", {
        method: "PUT",
        headers,
        body: JSON.stringify({
          visitorId,
          decisions: news.map((decision) => ({
            ...decision,
            ...evidence,
            carriedOver: (token && carry && bindsBrowser(decision)) || undefined,
          })),
        }),
        keepalive: true,
        credentials: "omit",
      })
      .catch(() => undefined);
    if (answer?.ok) {
      news.forEach((decision) => (told[nameOf(decision)] = decision.state));
      keep();
    } else if (passing(answer?.status ?? 0)) {
      browser.later(
        () => tell(decisions, evidence, carry, { visitorId, customer } as State, token, attempt + 1),
        pause(attempt, answer?.headers.get("Retry-After") ?? null, browser.chance()),
      );
    }
  };

  const consent = (decisions: Consents, evidence: Evidence = {}) => {
    const before = state.consent;
    const { analytics, personalization } = { ...before, ...decisions };
    const known = !!(kept || before.analytics || analytics || customerToken);
    const first = !decided;
    const same = !analytics === !before.analytics && !personalization === !before.personalization;
    decided = true;
    state.consent = { analytics, personalization };
    if (first || !same) state.evidence = evidence;
    // Without a place, what was so already, or what a page without a memory says first, may be a repeat.
    const repeat = !evidence.place && (first || same);
    // A refusal without anything kept says nothing about anybody who will come again.
    if (known) tell(decisions, evidence, repeat);
    if (!analytics) {
      store.forget();
      state = { ...state, visitorId: anotherId(), session: undefined };
      queue = options.anonymous ? queue : [];
    }
    keep();
    flush();
  };

  const identify = (token: string | null) => {
    const customer = token ? subject(token) : undefined;
    const left = state.customer && state.customer !== customer;
    const came = customer && state.customer !== customer;
    state.customer = customer;
    customerToken = undefined;
    if (left) track("logout");
    customerToken = (customer && token) || undefined;
    if (came) track("login");
    if (customerToken) carryOver();
  };

  const visitor = (): Visitor => ({
    visitorId: state.visitorId,
    sessionId: state.session?.id ?? "",
    sessionNumber: state.session?.number ?? 0,
    consent: state.consent,
    customerToken,
    now: browser.now() + ahead,
  });

  const carryOver = () => tell(state.consent, state.evidence ?? {}, true);

  // While somebody is logged in, what they decided is theirs to be told.
  if (kept && !state.customer) carryOver();
  browser.later(flush, GATHER);
  return { track, consent, identify, flush, leave, visitor };
};

export type Tracker = ReturnType<typeof trackerOf>;
