import type { Message, Options } from "./danggol.d.ts";
import { card } from "./card.ts";
import { element, link } from "./draw.ts";
import type { Tracker } from "./tracker.ts";

// In a layer, so that any rule of the shop's own goes before ours.
const STYLE = "@layer danggol{" +
  ".danggol-message{position:fixed;z-index:9999;background:#fff;color:#222;padding:20px;box-shadow:0 4px 24px #0004;border-radius:12px;max-width:340px;right:16px;bottom:16px}" +
  ".danggol-popup{inset:0;margin:auto;border:0;box-sizing:border-box;width:min(420px,100% - 32px);max-width:none}" +
  ".danggol-popup::backdrop{background:#0006}" +
  ".danggol-bar{left:0;right:0;bottom:0;max-width:none;border-radius:0}" +
  ".danggol-inline{position:static;max-width:none;box-shadow:none}" +
  ".danggol-close{float:right;border:0;background:none;font-size:20px;cursor:pointer}" +
  ".danggol-title{display:block}.danggol-action{margin-right:12px}}";

/** Adopted sheets, unlike style elements, are allowed by every content security policy. */
const adoptStyle = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};

/** Shows the messages that campaign-service has for this visitor here. */
export const messages = (options: Options, tracker: Tracker) => {
  const shown = new Set<string>();

  const show = ({ campaignId, form, title, body, actions = [], recommendations = [] }: Message) => {
    const place = form === "inline" ? document.querySelector("[data-danggol-message]") : document.body;
    if (!place || shown.has(campaignId)) return;
    if (!shown.size) adoptStyle();
    shown.add(campaignId);
    const close = element("button", "close", { type: "button", "aria-label": "닫기" }, "×");
    const popup = form === "popup";
    const box = element(
      popup ? "dialog" : "div",
      "message danggol-" + form,
      { role: popup ? null : "status", "aria-label": title },
      close,
      element("strong", "title", {}, title),
      element("p", "body", {}, body),
      ...recommendations.map(card),
      ...actions.map(({ text, url }) => {
        const action = element("a", "action", { href: link(url) }, text);
        action.addEventListener("click", () => tracker.track("message_clicked", { campaign_id: campaignId }));
        return action;
      }),
    );
    close.onclick = () => box.remove();
    place.append(box);
    if (popup) {
      // The browser's own dialog: the page behind it waits, Escape closes it, and the focus goes back to where it was.
      const dialog = box as HTMLDialogElement;
      close.onclick = () => dialog.close();
      dialog.onclose = () => dialog.remove();
      dialog.showModal();
    }
    tracker.track("message_seen", { campaign_id: campaignId });
  };

  /** Asks for what `trigger` (the name of an event) should show. Only with consent: that a visitor saw a message is remembered. */
  const ask = async (trigger: string) => {
    const { visitorId, consent, customerToken } = tracker.visitor();
    if (!options.campaignUrl || !consent.analytics) return;
    const headers: Record<string, string> = { "X-Danggol-Key": options.key };
    if (customerToken) headers["X-Danggol-Customer"] = customerToken;
    const query = new URLSearchParams({ visitorId, pageUrl: location.href, trigger });
    const answer = await fetch(options.campaignUrl + "/v1/onsite-messages?" + query, { headers, credentials: "omit" })
      .catch(() => undefined);
    if (answer?.ok) (await answer.json()).items.forEach(show);
  };

  return { ask };
};
