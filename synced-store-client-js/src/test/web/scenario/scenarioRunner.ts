import assert from 'node:assert/strict';
import { MutationRejectedError, SyncedStore } from '../../../main/web/index.js';
import { DEFAULT_TIMINGS } from '../../../main/web/sync/scheduler.js';
import { ManualScheduler, settle } from '../support/manualScheduler.js';
import { seeded, seededUuids } from '../support/random.js';
import { type Kind, ScriptedServer } from '../support/scriptedServer.js';
import { TODOS, todoMutators } from '../support/todoMutators.js';
import { RequestChecks } from './requestChecks.js';

type Message = Record<string, any>;

export interface Scenario {
  readonly name: string;
  readonly user_id: string;
  readonly client_id: string;
  readonly next_client_id?: string;
  readonly steps: readonly Message[];
}

const CONNECTING = 60_000;
const WAITING = 600_000;
const NEVER = 365 * 24 * 3600 * 1000;

/** Plays a scenario on a client that keeps nothing. */
export class ScenarioRunner {
  private readonly scheduler = new ManualScheduler();
  private readonly server = new ScriptedServer();
  private readonly checks = new RequestChecks();
  private readonly accepted: { outcome: string }[] = [];
  private readonly store: SyncedStore<typeof todoMutators>;
  private readonly firstClientId: string;
  private readonly seen = { access_denied: false, update_needed: false, closed: false };
  private version = -1;

  constructor(private readonly scenario: Scenario) {
    const random = seeded(7);
    this.store = new SyncedStore({
      storeType: 'todo',
      instanceId: 'main',
      userId: scenario.user_id,
      mutators: todoMutators,
      storage: null,
      transport: this.server,
      scheduler: this.scheduler,
      timings: { ...DEFAULT_TIMINGS, request: NEVER, silence: NEVER },
      random,
      uuid: seededUuids(random)
    });
    this.firstClientId = this.store.clientId;
    this.store.onAccessDenied(() => (this.seen.access_denied = true));
    this.store.onUpdateNeeded(() => (this.seen.update_needed = true));
    this.store.onClosed(() => (this.seen.closed = true));
    this.server.check = (request) => this.checks.check(request, {
      clientId: this.store.clientId,
      userId: scenario.user_id,
      settledId: this.accepted.filter(({ outcome }) => outcome !== 'pending').length
    });
  }

  async play(): Promise<void> {
    await settle();
    for (const [index, step] of this.scenario.steps.entries()) {
      try {
        await this.step(step);
        await this.scheduler.advance(0);
        this.server.rethrow();
        this.checkVersion(step);
      } catch (problem) {
        throw new Error(`Step ${index + 1} failed: ${JSON.stringify(step)}`, { cause: problem });
      }
    }
    this.store.dispose();
  }

  private async step(step: Message): Promise<void> {
    if (step['connect']) {
      this.server.up();
      assert(await this.scheduler.advanceUntil(CONNECTING, () => this.server.is('pull')), 'pulling');
    } else if (step['disconnect']) {
      this.server.down();
    } else if (step['mutate']) {
      await this.mutate(step['mutate'], step['expect']);
    } else if (step['poke']) {
      this.server.poke(this.real(step['poke']));
    } else if (step['push_answer']) {
      this.answer('push', step['push_answer'], step['retry_after']);
    } else if (step['pull_answer']) {
      if (this.server.is('pull') || !step['if_pulling']) {
        this.answer('pull', step['pull_answer'], step['retry_after']);
      }
    } else if (step['advance_ms']) {
      await this.scheduler.advance(step['advance_ms'] as number);
    } else if (step['wait_for']) {
      assert(await this.scheduler.advanceUntil(WAITING, () => this.server.is(step['wait_for'] as Kind)), 'It never came');
    } else {
      Object.entries(step['expect'] as Message).forEach(([member, expected]) => this.expect(member, expected));
    }
  }

  private async mutate(call: Message, expected: Message): Promise<void> {
    const calling = this.store.mutate(call['name'] as string, call['args']);
    if (expected['rejected']) {
      await assert.rejects(calling, (problem) => problem instanceof MutationRejectedError && problem.code === expected['rejected']);
      return;
    }
    const { id, confirmed } = await calling;
    assert.equal(id, expected['id']);
    const accepted = { outcome: 'pending' };
    this.accepted.push(accepted);
    confirmed.then(() => (accepted.outcome = 'ok'), (problem: MutationRejectedError) => (accepted.outcome = problem.code));
  }

  private answer(kind: Kind, answer: Message | 'lost', retryAfter: number | undefined): void {
    if (answer === 'lost') {
      this.server.lose(kind);
      return;
    }
    const { status = 200, code } = answer;
    const body = status === 200 ? this.real(answer) : this.real({ ...answer, title: 'Refused', detail: 'The script says so' });
    this.server.answer(kind, {
      status: status as number,
      retryAfter: retryAfter === undefined ? null : String(retryAfter),
      body: status !== 200 && !code ? `<html><body>${status}</body></html>` : JSON.stringify(body)
    });
  }

  private expect(member: string, expected: any): void {
    if (member === 'pull' || member === 'push') {
      assertContains(this.server.body(member), this.real(expected) as Message);
    } else if (member === 'confirmed') {
      Object.entries(expected as Message).forEach(([n, outcome]) => assert.equal(this.accepted[Number(n) - 1]!.outcome, outcome, `confirmed ${n}`));
    } else {
      assert.deepEqual(this.look(member), expected, member);
    }
  }

  private look(member: string): unknown {
    const { point, base, entries } = this.store.snapshot();
    switch (member) {
      case 'entries': return Object.fromEntries(entries);
      case 'base': return Object.fromEntries(base);
      case 'todos': return this.todos();
      case 'pending': return this.store.pending.map(({ id }) => id);
      case 'version': return point?.version ?? null;
      case 'epoch': return point?.epoch ?? null;
      case 'checkpoint': return point?.checkpoint ?? null;
      case 'pulling': return this.server.is('pull');
      case 'pushing': return this.server.is('push');
      case 'client_id_changed': return this.store.clientId !== this.firstClientId;
      case 'closed': case 'access_denied': case 'update_needed': return this.seen[member];
      default: throw new Error(`Nobody knows how to expect ${member}`);
    }
  }

  private todos(): string[] {
    const entries = this.store.query((ctx) => ctx.table(TODOS).scan());
    return entries.map(({ value }) => value).sort((a, b) => String(a.position) < String(b.position) ? -1 : 1).map(({ text }) => text);
  }

  private checkVersion(step: Message): void {
    const now = this.store.snapshot().point?.version ?? -1;
    const mayGoBack = step['pull_answer']?.reset === true || JSON.stringify(step).includes('"space_deleted"') || JSON.stringify(step).includes('"user_erased"');
    assert(mayGoBack || now >= this.version, `version ${now} after ${this.version}`);
    this.version = now;
  }

  private real(message: unknown): unknown {
    const text = JSON.stringify(message).replaceAll(this.scenario.client_id, this.firstClientId);
    const next = this.scenario.next_client_id;
    return JSON.parse(next ? text.replaceAll(next, this.store.clientId) : text);
  }
}

function assertContains(actual: Message, expected: Message): void {
  for (const [member, value] of Object.entries(expected)) {
    if (member === 'mutations') {
      const found = actual[member] as Message[];
      assert.equal(found.length, (value as Message[]).length, 'mutations');
      found.forEach((each, index) => assertContains(each, (value as Message[])[index]!));
    } else {
      assert.deepEqual(actual[member], value, member);
    }
  }
}
