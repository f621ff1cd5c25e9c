import type { Json } from '../../../main/web/json.js';
import { Entries } from '../../../main/web/local/entries.js';
import { MutationRunner } from '../../../main/web/local/mutationRunner.js';
import { MutationRejectedError } from '../../../main/web/errors.js';
import type { Delta, Patch, PullRequest, PullResponse, PushMutation, PushRequest, RejectedMutation } from '../../../main/web/protocol/messages.js';
import { serverMutators } from './simulatedMutators.js';

interface Client {
  readonly userId: string;
  last: number;
  acknowledged: number;
  readonly nonces: Map<number, string>;
  rejections: RejectedMutation[];
}

interface Commit {
  readonly version: number;
  readonly keys: readonly string[];
  readonly clientId: string;
  readonly id: number;
  readonly rejection: RejectedMutation | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const PAGE = 7;

function visible(key: string, userId: string): boolean {
  return !key.startsWith('$$') || key.startsWith(`$$pu/${userId}/`);
}

/** A server that says all that the protocol page has it say about one space. */
export class SimulatedServer {
  epoch = 'e1';
  version = 0;
  /** What entries there were at each version, for each user to compare with. */
  history = new Map<number, ReadonlyMap<string, Json>>([[0, new Map()]]);
  entries = new Entries();
  commits: Commit[] = [];
  clients = new Map<string, Client>();
  /** What was refused, by the tags of the calls. */
  readonly refused = new Set<string>();

  /** The version that each key was changed at last, deleted ones included. */
  private changedAt = new Map<string, number>();
  private lives = 1;
  private checkpoints = new Map<number, string>();
  private readonly runner = new MutationRunner(serverMutators);

  push(userId: string, request: PushRequest): Answer {
    if (request.user_id !== null && request.user_id !== userId) {
      return refused(409, 'user_mismatch');
    }
    const { client_id: clientId, mutations } = request;
    const known = this.clients.get(clientId);
    if (known && known.userId !== userId) {
      return refused(403, 'client_of_another_user');
    }
    if (!known && mutations.length > 0 && mutations[0]!.id > 1) {
      return refused(409, 'unknown_client');
    }
    const client = known ?? { userId, last: 0, acknowledged: 0, nonces: new Map<number, string>(), rejections: [] };
    const fork = this.forkOf(client, request);
    if (fork !== undefined) {
      return refused(409, 'client_forked', {
        last_common_id: fork, rejected_mutations: client.rejections.filter(({ mutation_id: id }) => id <= fork)
      });
    }
    this.clients.set(clientId, client);
    client.acknowledged = request.acknowledged_mutation_id;
    client.rejections = client.rejections.filter(({ mutation_id: id }) => id > client.acknowledged);
    for (const mutation of mutations) {
      if (mutation.id > client.last + 1) {
        return refused(409, 'mutation_gap', { last_mutation_id: client.last });
      }
      if (mutation.id === client.last + 1) {
        this.run(clientId, client, mutation);
      }
    }
    return { status: 200, body: { user_id: userId, last_mutation_id: client.last, version: this.version, rejected_mutations: client.rejections } };
  }

  pull(userId: string, request: PullRequest): Answer {
    const client = this.clients.get(request.client_id);
    if (client && client.userId !== userId) {
      return refused(403, 'client_of_another_user');
    }
    const asked = request.version;
    const reset = asked === null || request.epoch !== this.epoch || asked > this.version || request.checkpoint !== this.checkpoint(asked);
    const from = reset ? 0 : asked + 1;
    // By (version, key): what changes while somebody pages comes again on a later page.
    const [life = this.lives, start = this.version, afterVersion = -1, afterKey = ''] = JSON.parse(request.page ?? '[]') as [number?, number?, number?, string?];
    if (life !== this.lives) {
      return refused(409, 'page_expired');
    }
    const mine = [...this.changedAt].filter(([key, version]) => visible(key, userId) && version >= from
      && (version > afterVersion || (version === afterVersion && key > afterKey))
      && (!reset || version > start || this.entries.get(key) !== undefined));
    mine.sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
    const page = mine.slice(0, PAGE);
    const last = page.at(-1);
    const body: PullResponse = {
      ...this.delta(from, page.map(([key]) => key)),
      client_id_to_last_mutation_id: { [request.client_id]: client?.last ?? 0 },
      rejected_mutations: client?.rejections ?? [],
      user_id: userId,
      schema_version: 1,
      reset,
      next_page: last && mine.length > PAGE ? JSON.stringify([life, start, last[1], last[0]]) : null
    };
    return { status: 200, body };
  }

  /** The delta of the versions behind one, as a user's client sees it. */
  deltaAfter(version: number, userId: string, clientId: string): Delta {
    const commits = this.commits.filter((each) => each.version > version);
    const keys = [...new Set(commits.flatMap((each) => each.keys))].filter((key) => visible(key, userId));
    const last: Record<string, number> = {};
    commits.forEach((each) => {
      last[each.clientId] = Math.max(last[each.clientId] ?? 0, each.id);
    });
    const rejected = commits.flatMap((each) => each.rejection && each.clientId === clientId ? [each.rejection] : []);
    return { ...this.delta(version + 1, keys), client_id_to_last_mutation_id: last, rejected_mutations: rejected };
  }

  emptyRange(): Delta {
    return this.delta(this.version + 1, []);
  }

  /** A backup is restored: the latest versions never were. */
  loseHistory(count: number, tellsByEpoch: boolean): void {
    const target = Math.max(0, this.version - count);
    const lost = this.commits.filter(({ version }) => version > target);
    this.commits = this.commits.filter(({ version }) => version <= target);
    this.version = target;
    this.entries = new Entries(this.history.get(target)!);
    this.history = new Map([...this.history].filter(([version]) => version <= target));
    this.checkpoints = new Map([...this.checkpoints].filter(([version]) => version <= target));
    this.changedAt = new Map(this.commits.flatMap(({ version, keys }) => keys.map((key): [string, number] => [key, version])));
    for (const { clientId, id } of lost) {
      const client = this.clients.get(clientId);
      if (client) {
        client.last = Math.min(client.last, id - 1);
        client.nonces.delete(id);
        client.acknowledged = Math.min(client.acknowledged, client.last);
        client.rejections = client.rejections.filter(({ mutation_id }) => mutation_id < id);
      }
    }
    this.lives++;
    if (tellsByEpoch) {
      this.epoch = `e${this.lives}`;
    }
  }

  checkpoint(version: number): string | null {
    return version === 0 ? null : this.checkpoints.get(version) ?? 'unknown';
  }

  private forkOf(client: Client, { mutations, acknowledged_mutation_id }: PushRequest): number | undefined {
    const skipped = mutations.filter(({ id }) => id <= client.last);
    const other = skipped.find(({ id, nonce }) => client.nonces.get(id) !== nonce);
    if (other) {
      return other.id - 1;
    }
    return acknowledged_mutation_id < client.acknowledged ? skipped.at(-1)?.id ?? (mutations[0]?.id ?? client.last + 1) - 1 : undefined;
  }

  private run(clientId: string, client: Client, { id, nonce, name, args, schema_version: schemaVersion }: PushMutation): void {
    let keys: string[] = [];
    let rejection: RejectedMutation | undefined;
    try {
      const { changes } = this.runner.run({ nonce, schemaVersion, name, args }, this.entries, client.userId);
      changes.forEach((change) => this.entries.put(change));
      keys = changes.map(({ key }) => key);
    } catch (problem) {
      const code = problem instanceof MutationRejectedError ? problem.code : 'internal_error';
      rejection = { client_id: clientId, mutation_id: id, code, message: String(problem) };
      client.rejections.push(rejection);
      this.refused.add((args as { tag: string }).tag);
    }
    this.version++;
    keys.forEach((key) => this.changedAt.set(key, this.version));
    this.checkpoints.set(this.version, `c${this.version}-${this.lives}`);
    client.last = id;
    client.nonces.set(id, nonce);
    this.commits.push({ version: this.version, keys, clientId, id, rejection });
    this.history.set(this.version, new Map(this.entries.all()));
  }

  private delta(from: number, keys: readonly string[]): Delta {
    const patches = keys.map((key): Patch => {
      const value = this.entries.get(key);
      return value === undefined ? { op: 'del', key } : { op: 'set', key, value };
    });
    return {
      epoch: this.epoch, checkpoint: this.checkpoint(this.version), min_included_version: from, max_included_version: this.version,
      patches, client_id_to_last_mutation_id: {}, rejected_mutations: []
    };
  }
}

function refused(status: number, code: string, members: object = {}): Answer {
  return { status, body: { status, code, title: 'Refused', detail: 'As the protocol says', ...members } };
}
