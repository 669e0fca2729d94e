const FIRST = 1_000;
const LONGEST = 60_000;

/** Milliseconds to wait after `failures` (at least 1) in a row: doubling, with full jitter (`chance` in [0, 1)), never less than the service asked for. */
export const pause = (failures: number, retryAfter: string | null, chance: number): number => {
  const asked = (Number(retryAfter) || 0) * 1_000;
  return asked + Math.round(chance * Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 10)));
};

/** Whether the same call may succeed later: the network failed (0), the service is away or asks for patience. */
export const passing = (status: number): boolean => !status || status === 408 || status === 429 || status >= 500;
