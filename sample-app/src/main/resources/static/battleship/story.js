// What is to be said about a game: headlines, the log, and news for those who listen.
import { cellsOf, KINDS, nameOf } from './cells.js';
import { gameOf, FLEETS, otherSeat, playersOf, SEEN, SHOTS } from './tables.js';

/**
 * All that the page shows, as a query.
 * @param {import('/synced-store/client/index.js').ReadContext} ctx
 */
export function look(ctx) {
  return {
    game: gameOf(ctx),
    players: playersOf(ctx),
    shots: ctx.table(SHOTS).scan().map(({ key, value }) => ({ seat: key[0], cell: key.slice(2), outcome: undefined, ...value }))
      .sort((one, two) => one.number - two.number),
    seen: ctx.table(SEEN).scan().map(({ key, value }) => ({ seat: key[0], ...value })),
    fleet: ctx.privateOfUser(ctx.userId).table(FLEETS).get('mine')?.ships
  };
}

/** The game as one user has it before them. */
export class Story {
  /**
   * @param {ReturnType<typeof look>} state
   * @param {string} user
   */
  constructor({ game, players, shots, seen, fleet }, user) {
    this.game = game;
    this.players = players;
    this.shots = shots;
    this.seen = seen;
    this.fleet = fleet;
    this.user = user;
    this.me = this.players.find((player) => player.user === user);
    this.other = this.players.find((player) => player !== this.me);
    this.phase = this.game.phase;
    this.flight = this.shots.find(({ outcome }) => !outcome);
    this.isMyTurn = this.phase === 'PLAYING' && !!this.me && this.game.turn === user && !this.flight;
    this.hasFreeSeat = this.players.length < 2;
  }

  /** The seats whose seas are shown: that which is fired at, and the own one. */
  get seats() {
    return this.me ? [otherSeat(this.me.seat), this.me.seat] : ['1', '2'];
  }

  nameOf(seat, mine, none) {
    const player = this.players.find((each) => each.seat === seat);
    return !player ? none : player === this.me ? mine : player.user;
  }

  ownerOf(seat) {
    const name = this.nameOf(seat, 'your', 'nobody');
    return name === 'your' ? name : `${name}’s`;
  }

  /** The ships of a seat as far as they may be seen here, and which of them are sunk. */
  shipsOf(seat) {
    const seen = this.seen.filter((ship) => ship.seat === seat);
    const hits = new Set(this.shotsAt(seat).map(({ cell }) => cell));
    const ships = seat === this.me?.seat && this.fleet ? this.fleet : seen;
    return ships.map((ship) => {
      const cells = cellsOf(ship);
      return { ...ship, cells, sunk: cells.every((cell) => hits.has(cell)) };
    });
  }

  shotsAt(seat) {
    return this.shots.filter((shot) => shot.seat === seat);
  }

  /** Outcomes by cell; all shots at a ship that is sunk are shown as that. */
  marksOf(seat) {
    const sunk = new Set(this.seen.filter((ship) => ship.seat === seat && ship.sunk).flatMap(cellsOf));
    return new Map(this.shotsAt(seat).map(({ cell, outcome }) => [cell, sunk.has(cell) ? 'sunk' : outcome ? outcome.toLowerCase() : 'flight']));
  }

  fleetOf(seat) {
    const sunk = new Set(this.shipsOf(seat).filter((ship) => ship.sunk).map(({ kind }) => kind));
    const kinds = /** @type {[import('/shared/generated/battleship.js').ShipKind, number][]} */ (Object.entries(KINDS));
    return kinds.map(([kind, length]) => ({ kind, length, sunk: sunk.has(kind) }));
  }

  line({ seat, cell, outcome }) {
    const who = this.nameOf(otherSeat(seat), 'You', 'Somebody');
    const ship = this.seen.find((each) => each.seat === seat && cellsOf(each).includes(cell));
    const what = { MISS: 'miss', HIT: 'hit', SUNK: `${ship ? `${this.ownerOf(seat)} ${nameOf(ship.kind)}` : 'a ship'} is sunk` }[outcome] ?? 'in flight';
    return `${who} fired at ${cell}: ${what}`;
  }

  get headline() {
    const [mine, theirs] = [this.me, this.other];
    if (this.phase === 'PLACING') {
      if (!mine) {
        return this.hasFreeSeat
          ? [theirs ? `${theirs.user} waits for somebody to play with` : 'A new game', theirs ? 'The other seat is free.' : 'Both seats are free.']
          : ['The fleets are being placed', this.players.map(({ user, ready }) => `${user} is ${ready ? 'ready' : 'still placing'}`).join(', ') + '.'];
      }
      const others = !theirs ? 'Nobody has taken the other seat yet.' : `${theirs.user} is ${theirs.ready ? 'ready' : 'still placing ships'}.`;
      return mine.ready ? ['Your fleet is ready', others] : ['Place your ships', others];
    }
    if (this.phase === 'OVER') {
      const { winner } = this.game;
      const loser = this.players.find(({ user }) => user !== winner);
      const defeated = loser && this.fleetOf(loser.seat).every(({ sunk }) => sunk);
      const name = loser === this.me ? 'You' : loser?.user;
      const how = this.game.turn ? `${name} ran out of time` : defeated ? 'All ships of the other fleet are sunk' : `${name} gave up`;
      return [winner === this.user ? 'You have won' : `${winner} has won`, `${how}, after ${this.shots.length} shots.`];
    }
    const last = this.shots.at(-1);
    const detail = last ? `${this.line(last)}.` : mine ? 'Fire at a cell of the other sea when it is your turn.' : 'Nobody has fired yet.';
    return !this.game.turn ? ['Drawing lots', 'The server draws who begins.']
      : [this.game.turn === this.user && mine ? 'Your turn' : `${this.game.turn}’s turn`, detail];
  }

  /** What has happened since an earlier story. */
  newsSince(earlier) {
    if (!earlier) {
      return [];
    }
    const known = new Set(earlier.game.round === this.game.round ? earlier.shots.filter(({ outcome }) => outcome).map(({ number }) => number) : []);
    const [title, detail] = this.headline;
    const words = this.shots.filter(({ number, outcome }) => outcome && !known.has(number)).map((shot) => `${this.line(shot)}.`);
    if (title !== earlier.headline[0]) {
      words.push(`${title}.`, ...this.phase === 'PLAYING' ? [] : [detail]);
    }
    return words;
  }
}
