// The line to the server of one copy of a space, which its users may cut. All tabs that share the copy share the line, and a
// page that is loaded again finds it as it was left.
const CUT = 'todos line is cut: ';

export class Line {
  #key;

  /** @param name what tells the copy from all others in this browser */
  constructor(name) {
    this.#key = CUT + name;
  }

  get isCut() {
    return localStorage.getItem(this.#key) !== null;
  }

  /**
   * Let a checkbox cut the line of a store that was opened with `offline: line.isCut`.
   * @param {Pick<import('/synced-store/client/index.js').SyncedStore, 'goOffline' | 'goOnline'>} store
   * @param {HTMLInputElement} checkbox
   */
  control(store, checkbox) {
    const show = () => {
      checkbox.checked = this.isCut;
    };
    checkbox.onchange = () => {
      if (checkbox.checked) {
        localStorage.setItem(this.#key, 'yes');
        store.goOffline();
      } else {
        localStorage.removeItem(this.#key);
        store.goOnline();
      }
    };
    addEventListener('storage', ({ key }) => key === this.#key && show());
    show();
  }
}
