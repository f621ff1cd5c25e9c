// The twin of FractionalIndex.java: positions that always leave room for another one between two neighbours.

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function digit(position, index) {
  const value = DIGITS.indexOf(position[index]);
  return value >= 0 ? value : position[index] < '0' ? 0 : DIGITS.length - 1;
}

export function after(low) {
  if (low === null) {
    return DIGITS[DIGITS.length / 2];
  }
  const index = [...low].findIndex((_, i) => digit(low, i) < DIGITS.length - 1);
  return index >= 0 ? low.slice(0, index) + DIGITS[digit(low, index) + 1] : low + DIGITS[1];
}

export function between(low, high) {
  let result = '';
  let belowHigh = false;
  for (let i = 0; belowHigh || i < high.length; i++) {
    const from = i < low.length ? digit(low, i) : 0;
    const to = belowHigh ? DIGITS.length : digit(high, i);
    if (to - from > 1) {
      return result + DIGITS[(from + to) >> 1];
    }
    belowHigh ||= from < to;
    result += DIGITS[from];
  }
  return after(low);
}
