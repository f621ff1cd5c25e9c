// The rows: as many as have been scrolled to, and of those only what has changed is touched.
import { fillRow, newRow } from './row.js';

const PAGE = 150;
const MOST_ANIMATED = 80;
const CALM = matchMedia('(prefers-reduced-motion: reduce)');

export class ListView {
  #list;
  #deeds;
  #rows = new Map();
  #limit = PAGE;
  #held = false;
  #missed;
  #more = document.createElement('li');
  #drawn = false;

  constructor(list, deeds) {
    this.#list = list;
    this.#deeds = deeds;
    this.#more.className = 'more';
    new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && this.#grow(), { rootMargin: '600px' }).observe(this.#more);
  }

  get rows() {
    return [...this.#list.children].filter((row) => row !== this.#more);
  }

  row(id) {
    return this.#rows.get(id);
  }

  /** Leave the rows as they are until `release`, while one of them is being moved. */
  hold() {
    this.#held = true;
  }

  release() {
    this.#held = false;
    if (this.#missed) {
      this.show(...this.#missed);
    }
  }

  /** Show todos, and which of them the server has not confirmed. */
  show(todos, unconfirmed) {
    this.#missed = [todos, unconfirmed];
    if (this.#held) {
      return;
    }
    const shown = todos.slice(0, this.#limit);
    const focused = document.activeElement;
    const before = this.#places();
    const ids = new Set(shown.map(({ id }) => id));
    this.#rows.forEach((row, id) => ids.has(id) || (this.#rows.delete(id), row.remove()));
    let next = this.#list.firstElementChild;
    for (const todo of shown) {
      const row = this.#rows.get(todo.id) ?? newRow(todo.id, this.#deeds);
      this.#rows.set(todo.id, row);
      fillRow(row, todo, unconfirmed.has(`todos/${todo.id}`));
      if (row === next) {
        next = row.nextElementSibling;
      } else if (next && next.nextElementSibling === row) {
        // The one before has gone further down, and comes later.
        next = row.nextElementSibling;
      } else {
        this.#list.insertBefore(row, next);
      }
    }
    if (todos.length > shown.length) {
      this.#list.append(this.#more);
    } else {
      this.#more.remove();
    }
    // Moving an element in the document takes the focus away from what is inside.
    if (focused !== document.activeElement && this.#list.contains(focused)) {
      /** @type {HTMLElement} */ (focused).focus({ preventScroll: true });
    }
    this.#animate(before);
    this.#drawn ||= shown.length > 0;
  }

  #grow() {
    this.#limit += PAGE;
    this.release();
  }

  #places() {
    const animated = this.#drawn && !CALM.matches && this.#rows.size <= MOST_ANIMATED;
    return animated ? new Map([...this.#rows.values()].map((row) => [row, row.offsetTop])) : undefined;
  }

  /** Rows glide to where they are now, so that one sees what others have moved. */
  #animate(before) {
    if (before && this.#rows.size <= MOST_ANIMATED) {
      for (const row of this.#rows.values()) {
        const way = before.has(row) ? before.get(row) - row.offsetTop : undefined;
        if (way === undefined) {
          row.animate([{ opacity: 0, translate: '0 -.4rem' }, {}], { duration: 220, easing: 'ease-out' });
        } else if (way !== 0) {
          row.animate([{ translate: `0 ${way}px` }, { translate: '0 0' }], { duration: 220, easing: 'ease-out' });
        }
      }
    }
  }
}
