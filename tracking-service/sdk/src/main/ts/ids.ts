/** `bits` random bits from the browser's secure source, in lower-case hexadecimal. */
export const random = (bits: number): string =>
  [...crypto.getRandomValues(new Uint8Array(bits / 8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** An event id: UUID of version 7, so that ids sort by the time at which they were made. */
export const eventId = (now: number): string => {
  const hex = now.toString(16).padStart(12, "0") + "7" + random(80).slice(1);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), "8" + hex.slice(17, 20), hex.slice(20)].join("-");
};
