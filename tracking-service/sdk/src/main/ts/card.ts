import type { Product } from "./danggol.d.ts";
import { element, link } from "./draw.ts";

const money = (amount: number, currency = "KRW") =>
  new Intl.NumberFormat(document.documentElement.lang || undefined, { style: "currency", currency }).format(amount);

/** One product as a link with picture, name, price, and the reason why it is shown. */
export const card = ({ item_name, url, imageUrl, price, salePrice, currency, reason }: Product): HTMLElement =>
  element(
    "a",
    "product",
    { href: link(url) },
    imageUrl ? element("img", "image", { src: link(imageUrl), alt: "", loading: "lazy" }) : undefined,
    element("span", "name", {}, item_name),
    price == null ? undefined : element("span", "price", {}, money(salePrice ?? price, currency)),
    reason ? element("span", "reason", {}, typeof reason === "string" ? reason : reason.text) : undefined,
  );
