// What the pages of tests show of a store.

/** Keep `#status` up to date. */
export function showStatus(store) {
  const show = () => {
    document.querySelector('#status').textContent = `${store.connectionStatus}, ${store.pending.length} pending`;
  };
  store.onConnectionStatus(show);
  store.onPending(show);
  show();
}

/** Show texts as the items of a list. */
export function showItems(list, texts) {
  document.querySelector(list).replaceChildren(...texts.map((text) => {
    const item = document.createElement('li');
    item.textContent = text;
    return item;
  }));
}
