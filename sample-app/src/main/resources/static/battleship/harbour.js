// Placing the fleet: ships are dragged, or moved with the arrow keys, and turned by a click or R.
import { element, lay } from './board.js';
import { cellsOf, KINDS, nameOf, onBoard, overlapping, placeOf, randomFleet, SIZE } from './cells.js';

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** So far a finger may slip in a click. */
const SLIP = 6;

function title(kind) {
  return kind[0] + kind.slice(1).toLowerCase();
}

export class Harbour {
  fleet = [];
  draft;
  nodes = new Map();

  /**
   * @param layer the element that lies over the board's water
   * @param onChange called when a ship was moved
   * @param tell says something to who can't see it
   */
  constructor(layer, onChange, tell) {
    this.layer = layer;
    this.onChange = onChange;
    this.tell = tell;
    Object.keys(KINDS).forEach((kind) => {
      const node = element('button', { type: 'button', className: 'ship' });
      this.nodes.set(kind, node);
      node.addEventListener('pointerdown', (event) => this.grab(kind, event));
      node.addEventListener('keydown', (event) => this.onKey(kind, event));
      layer.append(node);
    });
  }

  /** Go on with what this tab had before it was loaded anew, with what is placed already, or with a fleet by chance. */
  open(draft, placed) {
    if (this.draft !== draft) {
      this.draft = draft;
      const kept = sessionStorage.getItem(draft);
      this.fleet = placed ?? (kept ? JSON.parse(kept) : randomFleet());
      this.keep();
    }
  }

  /** Nothing is left to be placed. */
  close() {
    if (this.draft) {
      sessionStorage.removeItem(this.draft);
      this.draft = undefined;
    }
  }

  shuffle() {
    this.fleet = randomFleet();
    this.keep();
    this.tell('Your ships lie elsewhere');
  }

  get clashes() {
    return overlapping(this.fleet);
  }

  ship(kind) {
    return this.fleet.find((ship) => ship.kind === kind);
  }

  put(ship, column, row) {
    const moved = onBoard(ship, column, row);
    const before = this.ship(moved.kind);
    if (moved.bow !== before.bow || moved.vertical !== before.vertical) {
      this.fleet = this.fleet.map((each) => each.kind === moved.kind ? moved : each);
      this.keep();
    }
  }

  turn(kind) {
    const ship = this.ship(kind);
    this.put({ ...ship, vertical: !ship.vertical });
    this.say(kind);
  }

  keep() {
    sessionStorage.setItem(this.draft, JSON.stringify(this.fleet));
    const clashes = new Set(this.clashes.map(({ kind }) => kind));
    this.fleet.forEach((ship) => {
      const node = this.nodes.get(ship.kind);
      lay(node, ship, 1);
      node.classList.toggle('clash', clashes.has(ship.kind));
      node.setAttribute('aria-label', this.describe(ship));
    });
    this.onChange();
  }

  describe(ship) {
    const cells = cellsOf(ship);
    return `${title(ship.kind)}, ${cells[0]} to ${cells.at(-1)}`;
  }

  say(kind) {
    const others = this.clashes.map((ship) => ship.kind);
    this.tell(this.describe(this.ship(kind)) + (others.includes(kind) ? `, on top of the ${others.filter((each) => each !== kind).map(nameOf).join(' and the ')}` : ''));
  }

  onKey(kind, event) {
    const step = STEPS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (step) {
      event.preventDefault();
      const { column, row } = placeOf(this.ship(kind).bow);
      this.put(this.ship(kind), column + step[0], row + step[1]);
      this.say(kind);
    } else if (['r', 'R', 'Enter', ' '].includes(event.key)) {
      event.preventDefault();
      this.turn(kind);
    }
  }

  grab(kind, down) {
    if (down.button !== 0) {
      return;
    }
    const node = this.nodes.get(kind);
    const from = placeOf(this.ship(kind).bow);
    const size = this.layer.clientWidth / SIZE;
    let dragged = false;
    const move = (event) => {
      const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
      dragged ||= Math.hypot(x, y) > SLIP;
      if (dragged) {
        node.classList.add('dragged');
        this.put(this.ship(kind), from.column + Math.round(x / size), from.row + Math.round(y / size));
      }
    };
    const end = ({ type }) => {
      node.classList.remove('dragged');
      ['pointermove', 'pointerup', 'pointercancel'].forEach((name) => node.removeEventListener(name, name === 'pointermove' ? move : end));
      if (dragged) {
        this.say(kind);
      } else if (type === 'pointerup') {
        this.turn(kind);
      }
    };
    node.setPointerCapture(down.pointerId);
    node.addEventListener('pointermove', move);
    node.addEventListener('pointerup', end);
    node.addEventListener('pointercancel', end);
  }
}
