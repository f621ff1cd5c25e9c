// One todo on the page: what it shows, and what can be done with it.

/**
 * @param deeds what is called with the id: `complete`, `edit`, `remove`, `move`; and `textOf`
 */
export function newRow(id, deeds) {
  const row = /** @type {any} */ (document.querySelector('#todo')).content.firstElementChild.cloneNode(true);
  const text = row.querySelector('.text');
  row.dataset.id = id;
  row.querySelector('[type=checkbox]').onchange = ({ target }) => deeds.complete(id, target.checked);
  row.querySelector('.remove').onclick = () => deeds.remove(id);
  text.onblur = () => {
    const before = deeds.textOf(id);
    const now = text.textContent.trim();
    // It may have just been removed, which takes the focus away, too.
    if (before !== undefined && now !== before) {
      // Nobody empties a todo on purpose: there is a button to remove it.
      if (now) {
        deeds.edit(id, now);
      } else {
        text.textContent = before;
      }
    }
  };
  text.onkeydown = (event) => {
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      text.blur();
    } else if (event.key === 'Escape') {
      text.textContent = deeds.textOf(id) ?? '';
      text.blur();
    }
  };
  row.onkeydown = (event) => {
    if (event.altKey && ['ArrowUp', 'ArrowDown', 'Delete'].includes(event.key)) {
      event.preventDefault();
      event.key === 'Delete' ? deeds.remove(id) : deeds.move(id, event.key === 'ArrowUp' ? -1 : 1);
    }
  };
  return row;
}

export function fillRow(row, { text, completed }, waits) {
  const line = row.querySelector('.text');
  const box = row.querySelector('[type=checkbox]');
  if (row.dataset.text !== text) {
    row.dataset.text = text;
    line.setAttribute('aria-label', `Text of ${text}`);
    box.setAttribute('aria-label', `Done: ${text}`);
    row.querySelector('.grip').setAttribute('aria-label', `Move ${text}`);
    row.querySelector('.remove').setAttribute('aria-label', `Remove ${text}`);
  }
  if (line !== document.activeElement && line.textContent !== text) {
    line.textContent = text;
  }
  box.checked = completed;
  row.classList.toggle('done', completed);
  row.classList.toggle('pending', waits);
  row.querySelector('.waits').hidden = !waits;
}
