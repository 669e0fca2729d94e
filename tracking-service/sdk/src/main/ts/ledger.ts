import type { Consents } from "./danggol.d.ts";

/** What the ledger holds of one browser or person: state by `purpose` or `purpose/channel`. */
export type Told = Record<string, string>;

export interface Decision {
  purpose: string;
  channel?: string;
  state: string;
}

/** Which purposes a browser decides for itself. */
export const bindsBrowser = ({ purpose }: Decision): boolean => /^(analytics|personalization)$/.test(purpose);

export const nameOf = ({ purpose, channel }: Decision): string => (channel ? purpose + "/" + channel : purpose);

/**
 * The decisions that the ledger has not been told yet. Where somebody decided about a channel just now (`act`), it is
 * told again: meanwhile they may have withdrawn elsewhere, by the link of a mail.
 */
export const untold = (told: Told, decisions: Consents, act: boolean): Decision[] =>
  Object.entries(decisions)
    .filter(([, answer]) => answer !== undefined)
    .flatMap(([purpose, answer]): Decision[] =>
      typeof answer === "object"
        ? Object.entries(answer).map(([channel, yes]) => ({ purpose, channel, state: stateOf(yes) }))
        : [{ purpose, state: stateOf(answer) }]
    )
    .filter((decision) => (act && decision.channel) || told[nameOf(decision)] !== decision.state);

const stateOf = (yes: unknown): string => (yes ? "granted" : "withdrawn");
