// A board: a grid that is moved through with the arrow keys, and ships that lie on it.
import { cellAt, COLUMNS, KINDS, nameOf, placeOf, SIZE } from './cells.js';

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], Home: [-SIZE, 0], End: [SIZE, 0], PageUp: [0, -SIZE],
  PageDown: [0, SIZE] };
const ROWS = Array.from({ length: SIZE }, (_, row) => row);

export function element(tag, properties = {}, ...children) {
  const { dataset = {}, ...others } = properties;
  const made = Object.assign(document.createElement(tag), others);
  Object.assign(made.dataset, dataset);
  made.append(...children);
  return made;
}

/** All places are given, for what finds its own makes room for ships. */
function at(row, column, node) {
  node.style.gridArea = `${row} / ${column}`;
  return node;
}

/** Where a ship lies in a grid whose first row and column are `first`. */
export function lay(node, { kind, bow, vertical }, first) {
  const { column, row } = placeOf(bow);
  const length = KINDS[kind];
  node.style.gridArea = `${row + first} / ${column + first} / span ${vertical ? length : 1} / span ${vertical ? 1 : length}`;
  node.classList.toggle('vertical', vertical);
}

/** Set what has changed only: a screen reader would read it again. */
function set(node, name, value) {
  if (node.getAttribute(name) !== value) {
    node.setAttribute(name, value);
  }
}

export class Board {
  cells = new Map();
  ships = new Map();
  focused = 'A1';
  state = {};

  /**
   * @param grid the element to fill
   * @param onFire called with the name of a cell
   */
  constructor(grid, onFire = /** @type {(cell: string) => void} */ (() => {})) {
    this.grid = grid;
    const head = element('div', { role: 'row', className: 'row' }, element('span', { className: 'head', role: 'columnheader' }),
      ...COLUMNS.map((name, column) => at(1, column + 2, element('span', { className: 'head', role: 'columnheader', textContent: name }))));
    grid.append(head, ...ROWS.map((row) => element('div', { role: 'row', className: 'row' },
      at(row + 2, 1, element('span', { className: 'head', role: 'rowheader', textContent: row + 1 })),
      ...COLUMNS.map((_, column) => at(row + 2, column + 2, this.newCell(cellAt(column, row)))))));
    grid.addEventListener('click', ({ target }) => target.dataset.cell && this.isArmed && onFire(target.dataset.cell));
    grid.addEventListener('focusin', ({ target }) => target.dataset.cell && this.roveTo(target.dataset.cell));
    grid.addEventListener('keydown', (event) => this.onKey(event, onFire));
  }

  get isArmed() {
    return this.state.armed;
  }

  newCell(name) {
    const cell = element('div', { className: 'cell', role: 'gridcell', tabIndex: name === this.focused ? 0 : -1, dataset: { cell: name } });
    this.cells.set(name, cell);
    return cell;
  }

  onKey(event, onFire) {
    const step = STEPS[event.key];
    const cell = event.target.dataset.cell;
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (step) {
      event.preventDefault();
      const { column, row } = placeOf(cell);
      const within = (place) => Math.max(0, Math.min(SIZE - 1, place));
      this.cells.get(cellAt(within(column + step[0]), within(row + step[1]))).focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (this.isArmed && !event.repeat) {
        onFire(cell);
      }
    }
  }

  roveTo(cell) {
    this.cells.get(this.focused).tabIndex = -1;
    this.focused = cell;
    this.cells.get(cell).tabIndex = 0;
  }

  /**
   * Show what is known.
   * @param label what the board is
   * @param shots the outcomes by cell: miss, hit, sunk or flight
   * @param ships those that are seen here
   * @param armed whether one can fire at it now
   * @param last the cell of the latest shot
   */
  show({ label, shots, ships, armed = false, last }) {
    this.state = { armed };
    set(this.grid, 'aria-label', label);
    this.grid.classList.toggle('armed', armed);
    this.showShips(ships);
    const shipAt = new Map(ships.flatMap((ship) => ship.cells.map((cell) => [cell, ship])));
    this.cells.forEach((node, name) => {
      const outcome = shots.get(name) ?? '';
      const ship = shipAt.get(name);
      set(node, 'data-shot', outcome);
      node.classList.toggle('last', name === last);
      set(node, 'aria-label', [name, ship && nameOf(ship.kind), outcome === 'flight' ? 'in flight' : outcome || (ship ? '' : 'water')]
        .filter(Boolean).join(', '));
      set(node, 'aria-disabled', String(!armed || outcome !== ''));
    });
  }

  showShips(ships) {
    const kinds = new Set(ships.map(({ kind }) => kind));
    this.ships.forEach((node, kind) => kinds.has(kind) || (this.ships.delete(kind), node.remove()));
    ships.forEach((ship) => {
      const node = this.ships.get(ship.kind) ?? element('div', { className: 'ship', role: 'presentation' });
      this.ships.set(ship.kind, node);
      node.classList.toggle('sunk', ship.sunk);
      lay(node, ship, 2);
      if (!node.parentNode) {
        this.grid.append(node);
      }
    });
  }
}
