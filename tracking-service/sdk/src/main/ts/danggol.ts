import type { Danggol, Options } from "./danggol.d.ts";
import { messages } from "./messages.ts";
import { pages } from "./pages.ts";
import { placements } from "./placements.ts";
import { type Browser, trackerOf } from "./tracker.ts";

const origin = new URL((document.currentScript as HTMLScriptElement | null)?.src || location.href).origin;

const browser = (): Browser => {
  let storage;
  try {
    storage = localStorage;
  } catch {
    // A browser that forbids storage keeps nothing.
  }
  return {
    storage,
    fetch: (url, init) => fetch(url, init),
    beacon: (url, body) => navigator.sendBeacon(url, body),
    now: () => Date.now(),
    later: setTimeout.bind(window),
    chance: Math.random,
  };
};

type Commands = Record<string, (...given: never[]) => unknown>;

const start = (given: Options): Commands => {
  const options = { url: origin, ...given };
  const { scene, follow } = pages();
  const tracker = trackerOf(options, browser(), scene);
  const { recommend, render } = placements(options, tracker);
  const { ask } = messages(options, tracker);
  const flags = () => JSON.stringify(tracker.visitor().consent);
  let begun = false;
  const entered = () => {
    begun = true;
    render();
    ask("page_view");
  };

  setTimeout(() => {
    if (options.auto !== false) follow(tracker, entered, () => ask("leave_intent"));
    // Registered last: what is tracked while the page goes away goes with it.
    addEventListener("pagehide", tracker.leave);
    document.addEventListener("visibilitychange", () => document.hidden && tracker.leave());
  });

  return {
    ...tracker,
    consent: (...given: Parameters<typeof tracker.consent>) => {
      const before = flags();
      tracker.consent(...given);
      if (begun && before !== flags()) entered();
    },
    page: (details?: object) => {
      tracker.track("page_view", { ...details });
      entered();
    },
    recommend: (request: never, then: (answer: unknown) => void) =>
      recommend(request).then((answer) => answer && then(answer)),
    render,
    visitor: (then: (visitor: unknown) => void) => then(tracker.visitor()),
  } as Commands;
};

let commands: Commands | undefined;
const early: [string, ...never[]][] = [];

const run = (...call: unknown[]) => {
  const [command, ...given] = call as [string, ...never[]];
  try {
    if (command === "init") {
      commands ??= start(given[0]);
      early.splice(0).forEach((waiting) => run(...waiting));
    } else if (commands) commands[command](...given);
    else early.push([command, ...given]);
  } catch (problem) {
    // The shop goes on, whatever happens here.
    console.error("danggol", command, problem);
  }
};

const waiting = window.danggol?.q ?? [];
window.danggol = run as unknown as Danggol;
for (const call of Array.from(waiting)) run(...Array.from(call));
