// The board: names of cells, ships and where they lie. The twins of Cells.java, Ship.java and Fleet.java.

export const SIZE = 10;
export const COLUMNS = [...'ABCDEFGHIJ'];
/** @type {Readonly<Record<import('/shared/generated/battleship.js').ShipKind, number>>} */
export const KINDS = { CARRIER: 5, BATTLESHIP: 4, CRUISER: 3, SUBMARINE: 3, DESTROYER: 2 };

export function nameOf(kind) {
  return kind.toLowerCase();
}

/** The name of a cell, counted from 0; nothing if there is none. */
export function cellAt(column, row) {
  return column >= 0 && column < SIZE && row >= 0 && row < SIZE ? `${COLUMNS[column]}${row + 1}` : undefined;
}

export function placeOf(cell) {
  return { column: COLUMNS.indexOf(cell[0]), row: Number(cell.slice(1)) - 1 };
}

export function isCell(cell) {
  const { column, row } = placeOf(cell);
  return cellAt(column, row) === cell;
}

/** The cells of a ship from its bow on; none if it is not on the board. */
export function cellsOf({ kind, bow, vertical }) {
  if (!isCell(bow)) {
    return [];
  }
  const { column, row } = placeOf(bow);
  const cells = Array.from({ length: KINDS[kind] }, (_, i) => vertical ? cellAt(column, row + i) : cellAt(column + i, row));
  return cells.includes(undefined) ? [] : cells;
}

export function isComplete(ships) {
  return ships.map(({ kind }) => kind).sort().join() === Object.keys(KINDS).sort().join();
}

/** The ships that share a cell with another one. */
export function overlapping(ships) {
  return ships.filter((ship) => ships.some((other) => other !== ship && cellsOf(other).some((cell) => cellsOf(ship).includes(cell))));
}

/** A ship, moved as little as is needed to be on the board. */
export function onBoard({ kind, bow, vertical }, column = placeOf(bow).column, row = placeOf(bow).row) {
  const fit = (place, length) => Math.max(0, Math.min(SIZE - length, place));
  return {
    kind,
    bow: cellAt(fit(column, vertical ? 1 : KINDS[kind]), fit(row, vertical ? KINDS[kind] : 1)),
    vertical
  };
}

/** A fleet by chance, whose ships don't touch. */
export function randomFleet(random = Math.random) {
  const any = (bound) => Math.floor(random() * bound);
  for (;;) {
    const ships = [];
    for (const kind of Object.keys(KINDS)) {
      const free = (ship) => !ships.some((other) => touch(ship, other));
      const tries = Array.from({ length: 40 }, () => onBoard({ kind, bow: cellAt(any(SIZE), any(SIZE)), vertical: any(2) === 1 }));
      const found = tries.find(free);
      if (!found) {
        break;
      }
      ships.push(found);
    }
    if (isComplete(ships)) {
      return ships;
    }
  }
}

function touch(ship, other) {
  const places = cellsOf(other).map(placeOf);
  return cellsOf(ship).map(placeOf).some((one) => places.some((two) => Math.abs(one.column - two.column) <= 1 && Math.abs(one.row - two.row) <= 1));
}
