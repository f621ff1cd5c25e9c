// Moves rows by a pointer: a mouse, a pen or a finger on the handle.
const SLACK = 4;
const EDGE = 72;
const FASTEST = 14;

/**
 * @param list the element with the rows
 * @param view holds still while a row is dragged: `rows`, `hold`, `release`
 * @param moved is called with the id, and those of the rows above and below its new place
 */
export function dragRows(list, view, moved) {
  list.addEventListener('pointerdown', (event) => {
    const grip = event.target.closest('.grip');
    if (grip && event.button === 0 && event.isPrimary) {
      event.preventDefault();
      grip.focus({ preventScroll: true });
      new Drag(grip, event, view, moved);
    }
  });
}

class Drag {
  #grip;
  #row;
  #view;
  #moved;
  #pointer;
  #startY;
  #y;
  #scroll;
  #rows;
  #from;
  #to;
  #end = new AbortController();

  constructor(grip, { clientY, pointerId }, view, moved) {
    this.#grip = grip;
    this.#row = grip.closest('li');
    this.#view = view;
    this.#moved = moved;
    this.#pointer = pointerId;
    this.#startY = this.#y = clientY + scrollY;
    const { signal } = this.#end;
    grip.setPointerCapture(pointerId);
    grip.addEventListener('pointermove', (event) => this.#move(event.clientY), { signal });
    grip.addEventListener('pointerup', () => this.#drop(true), { signal });
    grip.addEventListener('pointercancel', () => this.#drop(false), { signal });
    addEventListener('keydown', (event) => event.key === 'Escape' && this.#drop(false), { signal });
  }

  #move(clientY) {
    this.#y = clientY;
    if (!this.#rows && Math.abs(clientY + scrollY - this.#startY) > SLACK) {
      this.#lift();
    }
    if (this.#rows) {
      this.#follow();
    }
  }

  #lift() {
    this.#view.hold();
    this.#rows = this.#view.rows.map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return { row, height, middle: top + scrollY + height / 2 };
    });
    this.#from = this.#to = this.#rows.findIndex(({ row }) => row === this.#row);
    this.#row.classList.add('dragged');
    document.documentElement.classList.add('dragging');
    this.#scrolling();
  }

  #follow() {
    const way = this.#y + scrollY - this.#startY;
    const { height, middle } = this.#rows[this.#from];
    const others = this.#rows.filter(({ row }) => row !== this.#row);
    this.#to = others.filter((each) => each.middle < middle + way + (way > 0 ? height : -height) / 2).length;
    this.#row.style.translate = `0 ${way}px`;
    this.#rows.forEach(({ row }, index) => {
      if (row !== this.#row) {
        const shift = index > this.#from && index <= this.#to ? -height : index < this.#from && index >= this.#to ? height : 0;
        row.style.translate = shift ? `0 ${shift}px` : '';
      }
    });
  }

  /** Near an edge of the window there is more of the list to come. */
  #scrolling() {
    if (this.#end.signal.aborted) {
      return;
    }
    const beyond = this.#y < EDGE ? this.#y - EDGE : Math.max(0, this.#y - innerHeight + EDGE);
    if (beyond) {
      scrollBy(0, Math.max(-FASTEST, Math.min(FASTEST, beyond / 4)));
      this.#follow();
    }
    requestAnimationFrame(() => this.#scrolling());
  }

  #drop(keep) {
    this.#end.abort();
    if (this.#grip.hasPointerCapture(this.#pointer)) {
      this.#grip.releasePointerCapture(this.#pointer);
    }
    if (!this.#rows) {
      return;
    }
    this.#rows.forEach(({ row }) => {
      row.style.translate = '';
    });
    this.#row.classList.remove('dragged');
    document.documentElement.classList.remove('dragging');
    if (keep && this.#to !== this.#from) {
      const others = this.#rows.map(({ row }) => row).filter((row) => row !== this.#row);
      const [above, below] = [others[this.#to - 1], others[this.#to]];
      // Where it will be anyway, so that nothing jumps.
      above ? above.after(this.#row) : below.before(this.#row);
      this.#grip.focus({ preventScroll: true });
      this.#moved(this.#row.dataset.id, above?.dataset.id, below?.dataset.id);
      requestAnimationFrame(() => this.#view.release());
    } else {
      this.#view.release();
    }
  }
}
