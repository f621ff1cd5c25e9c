// Shows the last rebases step by step: by itself when one happens, and at the reader's pace afterwards.
import { h, part } from './dom.js';
import { stepsOf } from './rebase.js';

const STEP = 900;
const MOST = 20;
const CALM = '(prefers-reduced-motion: reduce)';

export class RebasePlayer {
  #history;
  #rebases = [];
  #shown = -1;
  #step = 0;
  #timer;
  #waiting;
  #inspection = { point: null, pending: [] };
  #title = h('span', { class: 'hood-rebase-title' });
  #steps = h('ol', { class: 'hood-steps' });
  #earlier = button('Earlier rebase', '‹', () => this.#select(this.#shown - 1));
  #later = button('Later rebase', '›', () => this.#select(this.#shown + 1));
  #again = button('Play the rebase again', '▸', () => this.#play());
  #note = h('p', { class: 'hood-note' },
    'As in Git: when the server has news, pending changes are lifted off, the news is applied, and what is still pending is put back on top.');

  element;

  constructor(history) {
    this.#history = history;
    this.element = part('Rebase', h('span', { class: 'hood-controls' }, this.#title, this.#earlier, this.#later, this.#again),
      history.element, this.#note, this.#steps);
    this.#render();
  }

  rebased(rebase) {
    this.#history.reached(rebase.to?.version ?? 0, rebase.settled.some(({ refusal }) => !refusal));
    if (rebase.settled.length + rebase.replayed.length === 0 && (!rebase.patches || rebase.from?.version === rebase.to?.version)) {
      return;
    }
    this.#rebases.push({ ...rebase, steps: stepsOf(rebase), telling: isTelling(rebase) });
    if (this.#rebases.length > MOST) {
      this.#rebases.shift();
      this.#shown = Math.max(0, this.#shown - 1);
    }
    const { telling } = this.#rebases.at(-1);
    if (this.#timer) {
      // What is being shown is shown to its end; of what comes meanwhile, the latest that tells something follows.
      this.#waiting = telling ? this.#rebases.at(-1) : this.#waiting;
      this.#renderControls();
    } else if (telling || !this.#rebases[this.#shown]?.telling) {
      this.#shown = this.#rebases.length - 1;
      telling ? this.#play() : this.#finish();
    } else {
      this.#renderControls();
    }
  }

  /** How things are: drawn whenever no rebase is being shown. */
  show(inspection) {
    this.#inspection = inspection;
    if (inspection.point) {
      this.#history.reached(inspection.point.version, false);
    }
    if (!this.#timer) {
      this.#drawNow();
    }
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #select(index) {
    this.stop();
    this.#waiting = undefined;
    this.#shown = index;
    this.#play();
  }

  #play() {
    const { steps } = this.#rebases[this.#shown];
    this.stop();
    this.#step = 0;
    if (steps.length === 1 || matchMedia(CALM).matches) {
      this.#finish();
      return;
    }
    const next = () => {
      this.#render();
      if (this.#step < steps.length) {
        const { version, pending } = steps[this.#step];
        this.#history.draw(version, pending);
        this.#step++;
        this.#timer = setTimeout(next, STEP);
      } else {
        this.#ended();
      }
    };
    next();
  }

  #ended() {
    this.#timer = undefined;
    if (this.#waiting) {
      this.#select(Math.max(0, this.#rebases.indexOf(this.#waiting)));
    } else {
      this.#drawNow();
    }
  }

  /** Show all steps of a rebase as done. */
  #finish() {
    this.#step = this.#rebases[this.#shown].steps.length;
    this.#render();
    this.#drawNow();
  }

  #drawNow() {
    const { point, pending } = this.#inspection;
    this.#history.draw(point?.version ?? 0, pending.map((each) => ({ ...each, state: each.problem ? 'refused' : 'on' })));
  }

  #render() {
    const rebase = this.#rebases[this.#shown];
    this.#note.hidden = rebase !== undefined;
    this.#title.textContent = rebase ? `v${rebase.from?.version ?? 0} → v${rebase.to?.version ?? 0}` : '';
    this.#renderControls();
    this.#steps.replaceChildren(...(rebase?.steps ?? []).map((step, index) => this.#line(step, index)));
  }

  #renderControls() {
    this.#earlier.disabled = this.#shown <= 0;
    this.#later.disabled = this.#shown >= this.#rebases.length - 1;
    this.#again.disabled = this.#shown < 0;
  }

  #line({ title, text, list = [] }, index) {
    const state = index < this.#step ? 'past' : index === this.#step ? 'present' : 'future';
    return h('li', { class: state, 'aria-current': state === 'present' ? 'step' : null }, h('b', {}, title), h('span', {}, text),
      list.length ? h('ul', {}, list.map((each) => h('li', { class: each.state }, each.text))) : null);
  }
}

/** Whether a rebase shows more than that what was done here has come to be the base. */
function isTelling({ from, to, settled, replayed }) {
  const others = (to?.version ?? 0) - (from?.version ?? 0) > settled.length;
  return settled.length + replayed.length > 0 && (others || settled.some(({ refusal }) => refusal) || replayed.some(({ again }) => again));
}

function button(label, sign, onclick) {
  return h('button', { type: 'button', class: 'hood-button', 'aria-label': label, title: label, onclick }, sign);
}
