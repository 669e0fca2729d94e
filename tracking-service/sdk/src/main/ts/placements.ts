import { card } from "./card.ts";
import type { Options, Product, Recommendation, RecommendationRequest } from "./danggol.d.ts";
import { element } from "./draw.ts";
import type { Tracker } from "./tracker.ts";

/** Fetches recommendations and fills `<div data-danggol-placement="…">` with them. */
export const placements = (options: Options, tracker: Tracker) => {
  const recommend = async (request: RecommendationRequest): Promise<Recommendation | undefined> => {
    const { visitorId, consent, customerToken } = tracker.visitor();
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(request)) if (value) query.set(name, String(value));
    if (consent.personalization) query.set("visitorId", visitorId);
    const headers: Record<string, string> = { "X-Danggol-Key": options.key };
    if (customerToken) headers["X-Danggol-Customer"] = customerToken;
    const answer = await fetch(options.recommendationUrl + "/v1/recommendations?" + query, {
      headers,
      credentials: "omit",
    })
      .catch(() => undefined);
    return answer?.ok ? answer.json() : undefined;
  };

  const happened = (name: string, { recommendationId, placement, strategy }: Recommendation, items: Product[]) =>
    tracker.track(name, {
      recommendation_id: recommendationId,
      placement,
      strategy: items.length === 1 ? items[0].strategy ?? strategy : strategy,
      items: items.map(({ item_id, item_name, price }, index) => ({ item_id, item_name, price, index })),
    });

  const fill = async (place: HTMLElement) => {
    const { danggolPlacement, danggolItem, danggolCart, danggolExclude, danggolQuery, danggolLimit } = place.dataset;
    const answer = await recommend({
      placement: danggolPlacement!,
      itemId: danggolItem,
      cart: danggolCart,
      exclude: danggolExclude,
      query: danggolQuery,
      limit: danggolLimit,
    });
    if (!answer?.items.length) return;
    place.replaceChildren(element(
      "ul",
      "products",
      {},
      ...answer.items.map((product) => {
        const entry = element("li", "entry", {}, (options.template ?? card)(product, answer));
        entry.addEventListener("click", () => happened("recommendation_clicked", answer, [product]));
        return entry;
      }),
    ));
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      happened("recommendation_seen", answer, answer.items);
    }, { threshold: 0.3 });
    seen.observe(place);
  };

  const render = () =>
    options.recommendationUrl && document.querySelectorAll<HTMLElement>("[data-danggol-placement]").forEach(fill);

  return { recommend, render };
};
