// What is left of a turn. It ends by the server's clock, and this device's may be off.
/** When there is so little left, it is said. */
const LITTLE = 30_000;

/** How far the server's clock is ahead of this one; as if they agreed, where that can't be found out. */
export async function serverAhead() {
  try {
    const sent = Date.now();
    const { headers } = await fetch('/battleship/icon.svg', { method: 'HEAD', cache: 'no-store' });
    // The header counts whole seconds.
    return Date.parse(headers.get('Date')) + 500 - (sent + Date.now()) / 2 || 0;
  } catch {
    return 0;
  }
}

export class TurnClock {
  ahead = 0;

  /**
   * @param node shows it
   * @param onLittleLeft called once a turn
   */
  constructor(node, onLittleLeft) {
    this.node = node;
    this.onLittleLeft = onLittleLeft;
  }

  /** A turn ends at a time of the server's, or nobody's time runs. */
  run(ends) {
    if (ends !== this.ends) {
      this.ends = ends;
      this.said = false;
      clearInterval(this.timer);
      this.timer = ends && setInterval(() => this.show(), 1000);
    }
    this.show();
  }

  show() {
    const left = this.ends ? Math.max(0, this.ends - Date.now() - this.ahead) : undefined;
    this.node.hidden = left === undefined;
    if (left === undefined) {
      return;
    }
    const seconds = Math.ceil(left / 1000);
    this.node.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    this.node.classList.toggle('little', left <= LITTLE);
    if (left > 0 && left <= LITTLE && !this.said) {
      this.said = true;
      this.onLittleLeft(seconds);
    }
  }
}
