import { tell } from './messages.js';

// The line of this tab, which its user may cut: nothing goes out then, and nothing comes in, neither from the server nor
// from other tabs. A page that is loaded again in the tab finds the line as it was left.
const CUT = 'todos line is cut';

export const line = {
  get isCut() {
    return sessionStorage.getItem(CUT) !== null;
  },

  /**
   * Let a checkbox cut the line of a store that was opened with `offline: line.isCut`.
   * @param {Pick<import('/synced-store/client/index.js').SyncedStore, 'goOffline' | 'goOnline'>} store
   * @param {HTMLInputElement} checkbox
   */
  control(store, checkbox) {
    checkbox.checked = this.isCut;
    if (this.isCut) {
      tell('Still offline. What is shown is what the browser has by now, also what your other tabs have brought.');
    }
    checkbox.onchange = () => {
      if (checkbox.checked) {
        sessionStorage.setItem(CUT, 'yes');
        store.goOffline();
      } else {
        sessionStorage.removeItem(CUT);
        store.goOnline();
      }
    };
  }
};
