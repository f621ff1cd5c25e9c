// Moves rows by the keyboard: space on the handle takes a row up, arrows move it, space puts it down, escape takes it back.
import { announce } from '../shared/messages.js';

/**
 * @param view as for dragging
 * @param moved as for dragging
 */
export function moveRowsByKeyboard(list, view, moved) {
  let lifted;

  function lift(row) {
    view.hold();
    const rows = view.rows;
    lifted = { row, from: rows.indexOf(row), grip: row.querySelector('.grip') };
    row.classList.add('lifted');
    lifted.grip.setAttribute('aria-pressed', 'true');
    announce(`${row.dataset.text}: taken up, ${placeOf(row)}`);
  }

  function put(keep) {
    const { row, from, grip } = lifted;
    lifted = undefined;
    const rows = view.rows;
    const to = rows.indexOf(row);
    row.classList.remove('lifted');
    grip.setAttribute('aria-pressed', 'false');
    announce(keep ? `${row.dataset.text}: put down, ${placeOf(row)}` : `${row.dataset.text}: back where it was`);
    if (keep && to !== from) {
      moved(row.dataset.id, rows[to - 1]?.dataset.id, rows[to + 1]?.dataset.id);
      // What the mutation has changed is known by then.
      requestAnimationFrame(() => view.release());
    } else {
      view.release();
      grip.focus();
    }
  }

  function step(by) {
    const { row, grip } = lifted;
    const rows = view.rows;
    const other = rows[rows.indexOf(row) + by];
    if (other) {
      // The row stays where it is in the document, so that it keeps the focus.
      by < 0 ? row.after(other) : row.before(other);
      row.scrollIntoView({ block: 'nearest' });
      grip.focus({ preventScroll: true });
      announce(placeOf(row));
    }
  }

  function placeOf(row) {
    const rows = view.rows;
    return `place ${rows.indexOf(row) + 1} of ${rows.length}`;
  }

  list.addEventListener('keydown', (event) => {
    const grip = event.target.closest('.grip');
    if (!grip || event.altKey) {
      return;
    }
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      if (!event.repeat) {
        lifted ? put(true) : lift(grip.closest('li'));
      }
    } else if (lifted && event.key === 'Escape') {
      put(false);
    } else if (lifted && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      step(event.key === 'ArrowUp' ? -1 : 1);
    }
  });
  list.addEventListener('focusout', ({ relatedTarget }) => {
    if (lifted && relatedTarget !== lifted.grip && relatedTarget !== null && !lifted.row.contains(relatedTarget)) {
      const next = relatedTarget;
      put(false);
      next.focus();
    }
  });
}
