// Who has won how often, in all games: a space of its own, to which games send how they ended.
import { SyncedStore } from '/synced-store/client/index.js';
import { csrfHeaders, signedInUser } from '../session.js';
import { element } from './board.js';
import { STANDINGS } from '/shared/generated/leaderboard.js';

const LEADERBOARD = { storeType: 'leaderboard', instanceId: 'all' };
const SHOWN = 5;

function standings(ctx) {
  return ctx.table(STANDINGS).scan().map(({ key, value }) => ({ user: key, ...value }))
    .sort((one, two) => two.won - one.won || one.lost - two.lost).slice(0, SHOWN);
}

/**
 * Show the best, as soon as there are any. Nothing of it is kept in the browser.
 * @param section what to show, with a list in it
 * @param offline whether the line is cut
 */
export function leaderboard(section, offline) {
  const store = new SyncedStore({ ...LEADERBOARD, mutators: {}, userId: signedInUser(), headers: csrfHeaders, storage: null, tabs: null, offline });
  store.subscribe(standings, (best) => {
    section.hidden = best.length === 0;
    section.querySelector('ol').replaceChildren(...best.map(({ user, won, lost }) =>
      element('li', { textContent: `${user}: ${won} won, ${lost} lost` })));
  });
}
