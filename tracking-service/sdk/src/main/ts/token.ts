/** Whom a customer token speaks of, as a short number that does not give the customer away; undefined when it is no token. */
export const subject = (token: string): string | undefined => {
  try {
    const { sub } = JSON.parse(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/")));
    let hash = 7;
    for (const character of String(sub)) hash = (hash * 31 + character.codePointAt(0)!) | 0;
    return sub && hash.toString(36);
  } catch {
    return undefined;
  }
};
