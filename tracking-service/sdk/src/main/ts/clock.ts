/**
 * How far the service's clock is ahead of the browser's, in milliseconds, from one answer's `Date` header.
 * The header counts whole seconds, so a difference below two seconds is taken for none.
 */
export const offset = (date: string | null, askedAt: number, answeredAt: number): number | undefined => {
  const served = date ? Date.parse(date) : NaN;
  if (isNaN(served)) return undefined;
  const ahead = served + 500 - (askedAt + answeredAt) / 2;
  return Math.abs(ahead) < 2_000 ? 0 : Math.round(ahead);
};
