// The todos in the order of the list, kept up to date change by change, so that long lists cost no more than short ones.
import { after, between } from './fractional-index.js';

const MOST_GONE = 200;
/** Beyond this many changes at once, sorting anew is quicker. */
const MANY = 50;

export class Order {
  all = [];
  #byId = new Map();
  /** What todos said that are gone: a refusal may come later, and should name them. */
  #gone = new Map();

  /**
   * Take over what a table tells.
   * @param {import('/synced-store/client/index.js').TableChanges<import('/shared/generated/todo.js').Todo>} changes
   */
  apply({ added, changed, removed }) {
    for (const { key, value } of removed) {
      this.#gone.set(key, value.text);
      this.#take(key);
    }
    const put = [...added, ...changed].map(({ key, value }) => ({ id: key, ...value, position: value.position ?? '~' }));
    if (put.length > MANY) {
      put.forEach((todo) => this.#byId.set(todo.id, todo));
      this.all = [...this.#byId.values()].sort(compare);
    } else {
      put.forEach((todo) => {
        this.#take(todo.id);
        this.#byId.set(todo.id, todo);
        this.all.splice(this.#place(todo), 0, todo);
      });
    }
    for (const key of this.#gone.keys()) {
      if (this.#gone.size <= MOST_GONE) {
        break;
      }
      this.#gone.delete(key);
    }
  }

  get(id) {
    return this.#byId.get(id);
  }

  textOf(id) {
    return this.get(id)?.text ?? this.#gone.get(id);
  }

  /** A position behind all others. */
  last() {
    return after(this.all.at(-1)?.position ?? null);
  }

  /**
   * A position for a todo that goes between two others that are shown one below the other, though not all may be shown.
   * @param above the id of the todo above, or undefined at the top
   * @param below the id of the one below, or undefined at the bottom
   */
  between(id, above, below) {
    const others = this.all.filter((each) => each.id !== id);
    const index = above !== undefined ? others.findIndex((each) => each.id === above) + 1
      : others.findIndex((each) => each.id === below);
    const low = others[index - 1]?.position;
    const high = others[index]?.position;
    return high !== undefined ? between(low ?? '', high) : after(low ?? null);
  }

  #take(id) {
    const todo = this.#byId.get(id);
    if (todo) {
      this.#byId.delete(id);
      this.all.splice(this.#place(todo), 1);
    }
  }

  /** Where a todo is or would be. */
  #place(todo) {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.all[middle], todo) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

function compare(a, b) {
  return a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
