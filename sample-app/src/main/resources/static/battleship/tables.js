// The tables of BattleshipMutators.java, and what is read from them.
import { table } from '/synced-store/client/index.js';

export const GAME = table('game');
export const PLAYERS = table('players');
export const SHOTS = table('shots');
export const SEEN = table('seen');
export const FLEETS = table('fleet');

export function gameOf(ctx) {
  return ctx.table(GAME).get('state') ?? { round: 1, phase: 'PLACING' };
}

export function playersOf(ctx) {
  return ctx.table(PLAYERS).scan().map(({ key, value }) => ({ seat: key, ...value }));
}

export function otherSeat(seat) {
  return seat === '1' ? '2' : '1';
}
