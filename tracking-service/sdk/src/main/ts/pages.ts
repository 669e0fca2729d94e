import type { Details } from "./danggol.d.ts";
import { campaignOf, utmOf } from "./session.ts";
import type { Scene, Tracker } from "./tracker.ts";

const DEPTHS = [50, 90];

/** Follows the visitor through the pages: views, depth, dwell time, the intent to leave. */
export const pages = () => {
  let url = location.href;
  let referrer = document.referrer;

  const scene = (): Scene => ({
    context: {
      pageUrl: url,
      pageTitle: document.title,
      referrer,
      locale: navigator.language,
      utm: utmOf(new URL(url).search),
    },
    campaign: campaignOf(new URL(url).search),
  });

  const follow = (tracker: Tracker, entered: () => void, leaving: () => void) => {
    let seenFor = 0;
    let visibleSince = 0;
    let depth = 0;
    let intended = false;

    const turn = () => {
      if (visibleSince) seenFor += performance.now() - visibleSince;
      visibleSince = document.hidden ? 0 : performance.now() || 1;
    };
    const enter = (details?: Details) => {
      seenFor = visibleSince = depth = 0;
      intended = false;
      turn();
      tracker.track("page_view", details);
      entered();
    };
    const exit = () => {
      turn();
      tracker.track("page_leave", { engagement_time_msec: Math.round(seenFor), percent_scrolled: depth });
      seenFor = 0;
    };
    const moved = () =>
      setTimeout(() => {
        if (location.href.split("#")[0] === url.split("#")[0]) return;
        exit();
        referrer = url;
        url = location.href;
        enter();
      });

    for (const method of ["pushState", "replaceState"] as const) {
      const original = history[method];
      history[method] = function (...given: Parameters<History["pushState"]>) {
        original.apply(this, given);
        moved();
      };
    }
    addEventListener("popstate", moved);
    addEventListener("scroll", () => {
      const page = document.documentElement;
      const reached = Math.min(100, Math.round((100 * (scrollY + innerHeight)) / page.scrollHeight));
      for (const mark of DEPTHS) {
        if (depth < mark && reached >= mark && scrollY) tracker.track("scroll_depth", { percent_scrolled: mark });
      }
      depth = Math.max(depth, reached);
    }, { passive: true });
    document.addEventListener("mouseout", (event) => {
      if (event.relatedTarget || event.clientY > 0 || intended) return;
      intended = true;
      tracker.track("leave_intent");
      leaving();
    });
    document.addEventListener("visibilitychange", turn);
    // A page that comes back from the back-forward cache is viewed again.
    addEventListener("pageshow", (event) => event.persisted && enter());
    addEventListener("pagehide", exit);
    enter();
  };

  return { scene, follow };
};
