/** Fails unless both say the same in JSON. */
export const equal = (actual: unknown, expected: unknown) => {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`expected ${right} but was ${left}`);
};

export const that = (truth: boolean, otherwise: string) => {
  if (!truth) throw new Error(otherwise);
};
