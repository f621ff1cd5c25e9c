// A compact local-first client of one space: what the server has confirmed (base), own mutations that it has not
// (pending), and what the page shows: pending replayed on base (state).
import { mutators } from './mutators.js';
import { subscribe } from './stomp.js';

const BASE_PATH = '/synced-store';
const SCHEMA_VERSION = 1;
const MAX_BATCH = 500;
const NEW_CLIENT = ['client_of_another_user', 'unknown_client', 'mutation_gap', 'client_forked'];

/** Works on a plain http address of the local network, too, where crypto.randomUUID does not. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 0x0f | 0x40;
  bytes[8] = bytes[8] & 0x3f | 0x80;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function csrfToken() {
  return document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? '';
}

/** Fires `change` (the state or the connection is another) and `rejected` (detail: the mutation, code and message). */
export class Store extends EventTarget {
  state = new Map();
  unconfirmed = new Set();
  pending = [];
  live = false;
  signedOut = false;
  userId = null;

  #base = new Map();
  #point = { epoch: null, version: null, checkpoint: null };
  #rejections = new Map();
  #batchSize = MAX_BATCH;
  #attempt = 0;
  #wake = new Set();
  #missed = [];

  constructor(storeType, instanceId) {
    super();
    this.path = `${BASE_PATH}/${storeType}/${instanceId}`;
    this.#becomeNewClient();
    this.reconnect = subscribe(`${BASE_PATH}/poke`,
      () => ({ destination: `/spaces/${storeType}/${instanceId}`, 'client-id': this.clientId, 'schema-version': SCHEMA_VERSION }), {
        message: (delta) => this.#poked(delta),
        refused: () => this.#setLive(false),
        closed: () => this.#setLive(false)
      });
    setInterval(() => this.live || this.pull(), 5000);
    addEventListener('online', () => this.#resume());
    addEventListener('focus', () => this.#resume());
    this.pull();
  }

  /** Run a mutation here at once and send it on its way. Throws, and keeps nothing, if it is refused here already. */
  mutate(name, args) {
    const mutation = { id: this.nextId, nonce: uuid().slice(0, 8), schema_version: SCHEMA_VERSION, name, args };
    this.#run(mutation);
    this.nextId++;
    const confirmed = new Promise((resolve, reject) => this.pending.push({ mutation, resolve, reject }));
    confirmed.catch((problem) => this.#fire('rejected', { mutation, ...problem }));
    this.#fire('change');
    this.#push();
    return { id: mutation.id, confirmed };
  }

  async pull() {
    if (this.pulling) {
      return;
    }
    this.pulling = true;
    for (let done = false; !done;) {
      try {
        let answer = await this.#post('pull', { ...this.#point, schema_version: SCHEMA_VERSION, page: null });
        const patches = answer.patches;
        while (answer.next_page) {
          answer = await this.#post('pull', { ...this.#point, schema_version: SCHEMA_VERSION, page: answer.next_page });
          patches.push(...answer.patches);
        }
        this.#apply({ ...answer, patches }, answer.reset);
        done = true;
      } catch (problem) {
        await this.#recover(problem, []);
      }
    }
    this.pulling = false;
    this.#missed.splice(0).forEach((delta) => this.#poked(delta));
  }

  #poked(delta) {
    // Said to whoever is signed in, possibly before the answer to a push that was tried again.
    this.signedOut = false;
    this.#setLive(true);
    const { version, checkpoint, epoch } = this.#point;
    const { min_included_version: min, max_included_version: max } = delta;
    if (this.pulling) {
      this.#missed.push(delta);
    } else if (delta.epoch !== epoch || (min > max && (max !== version || delta.checkpoint !== checkpoint)) || min > version + 1) {
      this.pull();
    } else if (max > version) {
      this.#apply(delta, false);
    }
  }

  #apply(delta, reset) {
    if (reset) {
      this.#base = new Map();
    }
    delta.patches.forEach(({ op, key, value }) => op === 'set' ? this.#base.set(key, value) : this.#base.delete(key));
    this.#point = { epoch: delta.epoch, version: delta.max_included_version, checkpoint: delta.checkpoint };
    this.#remember(delta.rejected_mutations);
    const last = delta.client_id_to_last_mutation_id[this.clientId] ?? 0;
    const settled = this.pending.filter(({ mutation }) => mutation.id <= last);
    this.pending = this.pending.filter(({ mutation }) => mutation.id > last);
    this.pushed = Math.max(this.pushed, last);
    this.acknowledged = Math.max(this.acknowledged, last);
    this.#replay();
    this.#fire('change');
    settled.forEach(({ mutation, resolve, reject }) => {
      const rejection = this.#rejections.get(mutation.id);
      this.#rejections.delete(mutation.id);
      rejection ? reject(rejection) : resolve();
    });
  }

  async #push() {
    if (this.pushing) {
      return;
    }
    this.pushing = true;
    let batch;
    while ((batch = this.pending.filter(({ mutation }) => mutation.id > this.pushed).slice(0, this.#batchSize)).length) {
      try {
        const answer = await this.#post('push', { mutations: batch.map(({ mutation }) => mutation) });
        this.#batchSize = MAX_BATCH;
        this.pushed = answer.last_mutation_id;
        this.#remember(answer.rejected_mutations);
        // Its poke normally comes first. Without a connection, or if it gets lost, a pull brings the same.
        setTimeout(() => this.#point.version < answer.version && this.pull(), this.live ? 1000 : 0);
      } catch (problem) {
        await this.#recover(problem, batch);
      }
    }
    this.pushing = false;
  }

  async #post(operation, body) {
    const response = await fetch(`${this.path}/${operation}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': csrfToken() },
      body: JSON.stringify({ protocol_version: 1, client_id: this.clientId, user_id: this.userId,
        acknowledged_mutation_id: this.acknowledged, ...body })
    });
    const answer = await response.json();
    if (response.status !== 200) {
      throw { ...answer, status: response.status, retryAfter: Number(response.headers.get('Retry-After')) };
    }
    this.userId = answer.user_id;
    this.signedOut = false;
    if (this.#attempt) {
      // The server is there again: what waits to try again need not wait on.
      this.#attempt = 0;
      this.#resume();
    }
    return answer;
  }

  /** The protocol's table of answers, as far as waiting and trying again is not the answer to all of them. */
  async #recover(problem, batch) {
    if (problem.code === 'user_mismatch') {
      location.reload();
    } else if (problem.code === 'space_deleted') {
      this.#base = new Map();
      this.pending.splice(0).forEach(({ reject }) => reject({ code: problem.code, message: 'The list was deleted' }));
      this.#replay();
      this.#fire('change');
    } else if (NEW_CLIENT.includes(problem.code)) {
      this.pending = this.pending.filter(({ mutation }) => mutation.id > (problem.last_common_id ?? 0));
      this.#becomeNewClient();
      this.reconnect();
      return;
    } else if (batch.length && (problem.status === 400 || problem.status === 413)) {
      if (batch.length === 1) {
        // The id has to be used up, or all that follow would never run.
        this.#rejections.set(batch[0].mutation.id, { code: problem.code, message: problem.detail });
        Object.assign(batch[0].mutation, { name: '$withdrawn', args: null });
      }
      this.#batchSize = Math.ceil(batch.length / 2);
      return;
    }
    this.signedOut = problem.status === 401;
    this.#fire('change');
    const delay = problem.retryAfter * 1000 || Math.min(30_000, 500 * 2 ** this.#attempt++);
    await new Promise((resolve) => {
      this.#wake.add(resolve);
      setTimeout(resolve, delay * (0.75 + Math.random() / 2));
    });
  }

  #run({ name, args }) {
    const changes = new Map();
    mutators[name]({
      userId: this.userId,
      get: (key) => changes.has(key) ? changes.get(key) : this.state.get(key),
      set: (key, value) => changes.set(key, value),
      delete: (key) => changes.set(key, undefined)
    }, args);
    changes.forEach((value, key) => {
      value === undefined ? this.state.delete(key) : this.state.set(key, value);
      this.unconfirmed.add(key);
    });
  }

  #replay() {
    this.state = new Map(this.#base);
    this.unconfirmed = new Set();
    this.pending.forEach(({ mutation }) => {
      try {
        this.#run(mutation);
      } catch {
        // It no longer fits what others did meanwhile. The server decides.
      }
    });
  }

  #becomeNewClient() {
    this.clientId = uuid();
    this.pushed = 0;
    this.acknowledged = 0;
    this.#rejections.clear();
    this.pending.forEach(({ mutation }, index) => mutation.id = index + 1);
    this.nextId = this.pending.length + 1;
  }

  #remember(rejected) {
    rejected.filter((rejection) => rejection.client_id === this.clientId && !this.#rejections.has(rejection.mutation_id))
      .forEach(({ mutation_id: id, code, message }) => this.#rejections.set(id, { code, message }));
  }

  #setLive(live) {
    if (live && !this.live) {
      this.#resume();
    }
    if (this.live !== live) {
      this.live = live;
      this.#fire('change');
    }
  }

  #resume() {
    this.#wake.forEach((resolve) => resolve());
    this.#wake.clear();
  }

  #fire(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
