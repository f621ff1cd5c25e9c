/** An element with attributes, listeners (`onclick`) and children; those that are null are left out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      element[key] = value;
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A heading of a part of the panel, and what is in it. */
export function part(title, aside, ...children) {
  return h('section', { class: 'hood-part' }, h('header', {}, h('h3', {}, title), aside), ...children);
}

/** Draws once a frame, however often it is asked to. */
export class Redraw {
  #scheduled = false;
  #draw;

  constructor(draw) {
    this.#draw = draw;
  }

  soon() {
    if (!this.#scheduled) {
      this.#scheduled = true;
      requestAnimationFrame(() => {
        this.#scheduled = false;
        this.#draw();
      });
    }
  }
}

/** `#3`, `#3–5`, for numbers of mutations; `#…` and `2 changes` where they have none yet. */
export function numbers(ids) {
  if (ids.some((id) => typeof id !== 'number')) {
    return ids.length === 1 ? '#…' : `${ids.length} changes`;
  }
  return ids.length < 2 ? ids.map((id) => `#${id}`).join('') : `#${ids[0]}–${ids.at(-1)}`;
}

export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** A value on one line, as short as it has to be. */
export function brief(value, length = 60) {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
