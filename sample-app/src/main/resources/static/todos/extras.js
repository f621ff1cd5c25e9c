// Beside the list: a note that only its user can see, and a prize of which only the server knows how many are left.
import { CLAIMS, NOTES } from '/shared/generated/todo.js';

const PAUSE = 500;

/** @typedef {import('/synced-store/client/index.js').SyncedStore<import('/shared/generated/todo.js').TodoMutators, any>} Store */

/**
 * @param {Store} store
 * @param {import('./todos.js').Mutate} mutate
 * @param {HTMLTextAreaElement} note
 */
export function showNote(store, mutate, note) {
  let shown = '';
  let timer;
  const save = () => {
    clearTimeout(timer);
    if (note.value !== shown) {
      mutate('setNote', { text: note.value });
    }
  };
  note.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };
  note.onblur = save;
  addEventListener('pagehide', save);
  store.subscribe((ctx) => ctx.privateOfUser(ctx.userId).table(NOTES).get('mine')?.text ?? '', (text) => {
    shown = text;
    note.disabled = false;
    if (note !== document.activeElement) {
      note.value = text;
    }
  });
}

/**
 * @param {Store} store
 * @param {import('./todos.js').Mutate} mutate
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} claims
 */
export function showPrize(store, mutate, button, claims) {
  button.onclick = () => mutate('claim', { prizeId: 'mug' });
  store.subscribe((ctx) => ctx.table(CLAIMS).scan({ prefix: 'mug/' }).map(({ value }) => value.user).sort(), (users) => {
    button.disabled = users.includes(store.userId);
    claims.textContent = users.length ? `Claimed by ${users.join(', ')}` : '';
  });
}
