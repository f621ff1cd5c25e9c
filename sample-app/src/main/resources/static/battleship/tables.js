// What is read from the tables of BattleshipMutators.java, whose names and types are generated from there.
import { FLEETS, GAME, PLAYERS, SEEN, SHOTS } from '/shared/generated/battleship.js';

export { FLEETS, GAME, PLAYERS, SEEN, SHOTS };

/**
 * @param {import('/synced-store/client/index.js').ReadContext} ctx
 * @returns {import('/shared/generated/battleship.js').Game}
 */
export function gameOf(ctx) {
  return ctx.table(GAME).get('state') ?? { round: 1, phase: 'PLACING' };
}

/** @param {import('/synced-store/client/index.js').ReadContext} ctx */
export function playersOf(ctx) {
  return ctx.table(PLAYERS).scan().map(({ key, value }) => ({ seat: key, ...value }));
}

export function otherSeat(seat) {
  return seat === '1' ? '2' : '1';
}
