/** An element with a class of ours, attributes (empty ones are left out) and children. Text stays text. */
export const element = (
  tag: string,
  kind: string,
  attributes: Record<string, unknown> = {},
  ...children: (Node | string | undefined)[]
): HTMLElement => {
  const made = document.createElement(tag);
  made.className = "danggol-" + kind;
  for (const [name, value] of Object.entries(attributes)) if (value != null) made.setAttribute(name, String(value));
  made.append(...children.filter((child) => child != null && child !== "") as (Node | string)[]);
  return made;
};

/** `url` if a link may lead there; a script may not hide in it. */
export const link = (url: string | undefined): string | undefined =>
  url && /^https?:$/.test(new URL(url, location.href).protocol) ? url : undefined;
