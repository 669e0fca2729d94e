import type { Evidence, Flags } from "./danggol.d.ts";
import type { Told } from "./ledger.ts";
import type { Waiting } from "./queue.ts";
import type { Session } from "./session.ts";

/** What a browser knows of its visitor; kept between pages only while analytics is allowed. */
export interface State {
  visitorId: string;
  consent: Flags;
  session?: Session;
  /** The customer who is logged in here, as a short number. */
  customer?: string;
  /** What the ledger was told: of the browser itself under "", of each customer who logged in here under their number. */
  told: Record<string, Told>;
  /** Of what the shopper was asked when they decided about this browser. */
  evidence?: Evidence;
}

export type Place = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const STATE = "danggol";
const QUEUE = "danggol.q.";

/** Reads and writes what is kept. A browser without storage, or with a full one, behaves as one that keeps nothing. */
export const storeIn = (place: Place | undefined, tab: string) => {
  const attempt = <T>(work: (place: Place) => T): T | undefined => {
    try {
      return place && work(place);
    } catch {
      return undefined;
    }
  };
  const names = (prefix: string): string[] =>
    attempt((there) => Array.from({ length: there.length }, (_, index) => there.key(index)!))
      ?.filter((name) => name.startsWith(prefix)) ?? [];
  return {
    state: (): State | undefined => attempt((there) => JSON.parse(there.getItem(STATE)!) ?? undefined),
    keep: (state: State, queue: Waiting[]) =>
      attempt((there) => {
        there.setItem(STATE, JSON.stringify(state));
        if (queue.length) there.setItem(QUEUE + tab, JSON.stringify(queue));
        else there.removeItem(QUEUE + tab);
      }),
    /** The events that other pages left behind; they belong to this page from now on. */
    adopted: (): Waiting[] =>
      names(QUEUE).flatMap((name) =>
        attempt((there) => {
          const left = JSON.parse(there.getItem(name)!);
          there.removeItem(name);
          return left;
        }) ?? []
      ),
    forget: () => names(STATE).forEach((name) => attempt((there) => there.removeItem(name))),
  };
};
