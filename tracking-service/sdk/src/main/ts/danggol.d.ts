// The storefront SDK as a page sees it. Commands called before the script has loaded wait in a queue.

/** One product of an event, in GA4's words. */
export interface Item {
  item_id: string;
  item_name?: string;
  item_brand?: string;
  item_variant?: string;
  item_category?: string;
  item_category2?: string;
  item_category3?: string;
  item_category4?: string;
  item_category5?: string;
  /** In major units of the event's currency, at least 0. */
  price?: number;
  quantity?: number;
  index?: number;
  item_list_name?: string;
  coupon?: string;
  discount?: number;
}

/** What is said about an event: `currency`, `value` and `items` by GA4's names, everything else becomes a parameter. */
export interface Details {
  /** ISO 4217; the service takes KRW when it is absent. */
  currency?: string;
  value?: number;
  items?: Item[];
  [param: string]: unknown;
}

/** Purposes that the browser itself decides on. Absent means refused. */
export interface Flags {
  analytics?: boolean;
  personalization?: boolean;
}

/** Decisions for the consent ledger: a purpose, or a purpose by channel. Purposes that are left out stay as they are. */
export interface Consents extends Flags {
  marketing?: { email?: boolean; kakao?: boolean; sms?: boolean; push?: boolean };
  "night-marketing"?: { kakao?: boolean; sms?: boolean; push?: boolean };
  /** An objection: `false` tells the shop not to use segments and automated decisions for this person. */
  profiling?: boolean;
}

/** Which wording of the question the shopper answered, and where. */
export interface Evidence {
  wording?: string;
  place?: string;
}

export interface Product extends Item {
  url?: string;
  imageUrl?: string;
  salePrice?: number;
  currency?: string;
  strategy?: string;
  reason?: { code: string; text: string } | string;
}

export interface Recommendation {
  recommendationId: string;
  placement: string;
  strategy: string;
  personalized: boolean;
  items: Product[];
}

export interface RecommendationRequest {
  placement: string;
  itemId?: string;
  /** Item ids, separated by commas. */
  cart?: string;
  exclude?: string;
  query?: string;
  /** 1 to 100, 10 when absent. */
  limit?: number | string;
}

export interface Message {
  campaignId: string;
  form: "popup" | "bar" | "toast" | "inline";
  title?: string;
  body?: string;
  actions?: { text: string; url: string }[];
  recommendations?: Product[];
}

/** What is true of this browser now. `visitorId` and `sessionId` change with every page load until analytics is allowed. */
export interface Visitor {
  visitorId: string;
  sessionId: string;
  sessionNumber: number;
  consent: Flags;
  customerToken?: string;
  /** The service's time in milliseconds since 1970. */
  now: number;
}

export interface Options {
  /** The shop's public write key. */
  key: string;
  /** Origin of tracking-service; where the script came from when it is absent. */
  url?: string;
  /** Origin of profile-service: consent decisions go to its ledger. */
  profileUrl?: string;
  /** Origin of recommendation-service: placeholders are filled. */
  recommendationUrl?: string;
  /** Origin of campaign-service: on-site messages are shown. */
  campaignUrl?: string;
  /** Also sends the events of visitors who refused analytics, under ids that nothing keeps; the service drops or counts them, as its policy says. False when absent. */
  anonymous?: boolean;
  /** Page views, scroll depth, leave intent and dwell time without being called for; true when absent. */
  auto?: boolean;
  /** Draws one product; the SDK's own markup when absent. */
  template?: (product: Product, recommendation: Recommendation) => HTMLElement;
}

export interface Danggol {
  (command: "init", options: Options): void;
  (command: "consent", decisions: Consents, evidence?: Evidence): void;
  /** Says who is logged in by the shop's signed token, on every page; `null` when nobody is. Sends `login` and `logout` by itself. */
  (command: "identify", customerToken: string | null): void;
  (command: "track", name: string, details?: Details): void;
  /** A page view, for shops that switched `auto` off. */
  (command: "page", details?: Details): void;
  (command: "recommend", request: RecommendationRequest, then: (recommendation: Recommendation) => void): void;
  /** Fills placeholders that were added to the page after it had loaded. */
  (command: "render"): void;
  /** Hands over the visitor once the SDK runs. */
  (command: "visitor", then: (visitor: Visitor) => void): void;
  /** Sends now what waits. */
  (command: "flush"): void;
  /** Calls that came before the script. */
  q?: ArrayLike<unknown>[];
}

declare global {
  interface Window {
    danggol: Danggol;
  }
}
