/** An event that waits to be sent: its times by the browser's clock, its consent not yet stamped. */
export interface Waiting {
  id: string;
  name: string;
  /** Milliseconds since 1970. */
  at: number;
  [field: string]: unknown;
}

const MOST = 300;
const BATCH = 25;
/** Browsers refuse to keep more than 64 KiB in flight once a page is left. */
const BATCH_CHARACTERS = 20_000;

/** `queue` and `event` behind it; the oldest goes when there is no room. */
export const appended = (queue: Waiting[], event: Waiting): Waiting[] => [...queue, event].slice(-MOST);

/** The events to send next, oldest first: few enough for one call, at least one if any waits. */
export const batch = (queue: Waiting[]): Waiting[] => {
  let size = 0;
  return queue.slice(0, BATCH).filter((event, index) => {
    size += JSON.stringify(event).length;
    return !index || size <= BATCH_CHARACTERS;
  });
};

/** `queue` without the events of `sent`. */
export const without = (queue: Waiting[], sent: Waiting[]): Waiting[] => {
  const ids = new Set(sent.map((event) => event.id));
  return queue.filter((event) => !ids.has(event.id));
};
