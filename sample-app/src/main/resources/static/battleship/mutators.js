// The twins of BattleshipMutators.java: the same rules, run here at once and on the server for good. What a shot has done
// only the server finds out, for here is no other fleet than the own one.
import { table } from '/synced-store/client/index.js';
import { cellsOf, isCell, isComplete, overlapping } from './cells.js';

export const GAME = table('game');
export const PLAYERS = table('players');
export const SHOTS = table('shots');
export const SEEN = table('seen');
export const FLEETS = table('fleet');

export const STANDINGS = table('standings');
export const LEADERBOARD = { storeType: 'leaderboard', instanceId: 'all' };

const SEATS = ['1', '2'];

export function gameOf(ctx) {
  return ctx.table(GAME).get('state') ?? { round: 1, phase: 'PLACING' };
}

export function playersOf(ctx) {
  return ctx.table(PLAYERS).scan().map(({ key, value }) => ({ seat: key, ...value }));
}

export function otherSeat(seat) {
  return seat === '1' ? '2' : '1';
}

function roundOf(ctx, round) {
  const game = gameOf(ctx);
  return game.round === round ? game : ctx.reject('round_over', 'This was meant for another round');
}

function battle(ctx, round) {
  const game = roundOf(ctx, round);
  if (game.phase === 'PLACING') {
    ctx.reject('not_started', 'The battle has not begun yet');
  }
  return game.phase === 'OVER' ? ctx.reject('game_over', 'The battle is over') : game;
}

function ownSeat(ctx) {
  return playersOf(ctx).find(({ user }) => user === ctx.userId)?.seat ?? ctx.reject('not_a_player', 'You only watch this game');
}

function userOf(ctx, seat) {
  return ctx.table(PLAYERS).get(seat)?.user ?? '';
}

export const mutators = {
  join(ctx) {
    if (!playersOf(ctx).some(({ user }) => user === ctx.userId)) {
      const free = SEATS.find((seat) => !ctx.table(PLAYERS).has(seat)) ?? ctx.reject('game_full', 'Two are playing already, but you can watch');
      ctx.table(PLAYERS).set(free, { user: ctx.userId, ready: false });
    }
  },

  placeFleet(ctx, { round, ships }) {
    const game = roundOf(ctx, round);
    const seat = ownSeat(ctx);
    if (game.phase !== 'PLACING') {
      ctx.reject('already_started', 'The battle has begun: ships stay where they are');
    }
    if (!isComplete(ships)) {
      ctx.reject('wrong_ships', 'A fleet has one ship of each kind');
    }
    if (ships.some((ship) => !cellsOf(ship).length)) {
      ctx.reject('off_board', 'A ship is not on the board');
    }
    if (overlapping(ships).length) {
      ctx.reject('ships_overlap', 'Two ships lie on top of each other');
    }
    ctx.privateOfUser(ctx.userId).table(FLEETS).set('mine', { ships });
    ctx.table(PLAYERS).set(seat, { user: ctx.userId, ready: true });
    const players = playersOf(ctx);
    if (players.length === SEATS.length && players.every(({ ready }) => ready)) {
      // Who begins is drawn on the server.
      ctx.table(GAME).set('state', { round, phase: 'PLAYING' });
    }
  },

  // tag::fire[]
  fire(ctx, { round, cell }) {
    const game = battle(ctx, round);
    const target = otherSeat(ownSeat(ctx));
    if (game.turn !== ctx.userId) {
      ctx.reject('not_your_turn', 'It is not your turn');
    }
    if (!isCell(cell)) {
      ctx.reject('off_board', 'There is no such cell');
    }
    const key = `${target}/${cell}`;
    if (ctx.table(SHOTS).has(key)) {
      ctx.reject('fired_already', 'You have fired there already');
    }
    ctx.table(SHOTS).set(key, { number: ctx.table(SHOTS).scan().length + 1 });
    ctx.table(GAME).set('state', { round, phase: 'PLAYING', turn: userOf(ctx, target) });
  },
  // end::fire[]

  resign(ctx, { round }) {
    battle(ctx, round);
    const winner = userOf(ctx, otherSeat(ownSeat(ctx)));
    ctx.table(GAME).set('state', { round, phase: 'OVER', winner });
    ctx.mutateOther(LEADERBOARD, 'count', { winner, loser: ctx.userId });
  },

  rematch(ctx, { round }) {
    ownSeat(ctx);
    if (gameOf(ctx).round === round + 1) {
      return;
    }
    if (roundOf(ctx, round).phase !== 'OVER') {
      ctx.reject('not_over', 'This round is not over yet');
    }
    [SHOTS, SEEN].forEach((each) => ctx.table(each).scan().forEach(({ key }) => ctx.table(each).delete(key)));
    playersOf(ctx).forEach(({ seat, user }) => ctx.table(PLAYERS).set(seat, { user, ready: false }));
    ctx.privateOfUser(ctx.userId).table(FLEETS).delete('mine');
    ctx.table(GAME).set('state', { round: round + 1, phase: 'PLACING' });
  }
};
