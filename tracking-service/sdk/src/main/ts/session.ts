/** One visit: activity without a pause of 30 minutes that came by one campaign. */
export interface Session {
  id: string;
  /** 1 for a browser's first visit. */
  number: number;
  /** When something last happened in it, milliseconds since 1970 by the browser's clock. */
  lastAt: number;
  /** What brought the visitor here; empty when nothing says so. */
  campaign: string;
}

export const IDLE = 30 * 60_000;

/** The visit that something belongs to which happens at `now`: the `current` one or the next. */
export const continued = (current: Session | undefined, now: number, campaign: string, id: () => string): Session => {
  const next = !current || now - current.lastAt >= IDLE || (campaign && campaign !== current.campaign);
  return next
    ? { id: id(), number: (current?.number ?? 0) + 1, lastAt: now, campaign }
    : { ...current, lastAt: Math.max(now, current.lastAt) };
};

const UTM = ["source", "medium", "campaign", "term", "content"];
const CLICK_IDS = ["gclid", "gbraid", "wbraid", "fbclid", "n_media", "NaPm", "ttclid", "msclkid"];

/** The UTM parameters of a page's query; undefined when it has none. */
export const utmOf = (query: string): Record<string, string> | undefined => {
  const params = new URLSearchParams(query);
  const found = UTM.filter((name) => params.get("utm_" + name)).map((name) => [name, params.get("utm_" + name)!]);
  return found.length ? Object.fromEntries(found) : undefined;
};

/** Names the campaign that a page's query speaks of; empty when it speaks of none. */
export const campaignOf = (query: string): string => {
  const params = new URLSearchParams(query);
  return [...UTM.map((name) => "utm_" + name), ...CLICK_IDS]
    .filter((name) => params.get(name))
    .map((name) => name + "=" + params.get(name))
    .join("&");
};
