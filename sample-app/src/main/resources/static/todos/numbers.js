// The list in numbers, which the server counts by an action: it knows also how many changes there were.

/** @typedef {import('/synced-store/client/index.js').SyncedStore<import('/shared/generated/todo.js').TodoMutators, import('/shared/generated/todo.js').TodoActions>} Store */

/**
 * Count when the panel is opened, when its button is pressed, and once the server is there again after it was not.
 * @param {Store} store
 * @param {HTMLDetailsElement} panel
 */
export function showNumbers(store, panel) {
  const said = panel.querySelector('[role=status]');
  let missed = false;

  async function count() {
    said.textContent = 'Counting …';
    said.textContent = await numbers();
  }

  // tag::stats[]
  async function numbers() {
    try {
      const { todos, completed, audited } = await store.action.stats({});
      missed = false;
      return `${words(todos, 'todo')}, ${completed.toLocaleString('en')} done, ${words(audited, 'change')} on record`;
    } catch (problem) {
      missed = true;
      return problem.code === 'offline' ? 'The server counts them, once you are online again.' : problem.message;
    }
  }
  // end::stats[]

  panel.ontoggle = () => panel.open && count();
  panel.querySelector('button').onclick = count;
  store.onConnectionStatus((status) => status === 'connected' && missed && panel.open && count());
}

function words(number, one) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : `${one}s`}`;
}
