import { isHidden } from '../pageLifecycle.js';
import type { Keeper } from '../storage/keeper.js';
import type { Engine } from '../sync/engine.js';
import { type Scheduler, Timer } from '../sync/scheduler.js';
import { Absentees, asideName } from './absentees.js';
import type { ConnectionStatus, LeaderEvent, TabGroup, TabGroupListener, TabGroups, TabMessage } from './tabGroup.js';

/**
 * How often a tab that doesn't lead looks whether somebody does, where people see it and where they don't, and how often
 * in vain before it takes the lead. A leader that is only busy answers in between; replacing one costs a connection.
 */
const LOOK_INTERVAL = 1000;
const HIDDEN_LOOK_INTERVAL = 5000;
const MAX_MISSED = 3;
/** By how much more tabs wait, so that one of them looks for all: the answer is heard by everybody. */
const JITTER = 0.25;
const LOOKS = 4;

/** What a tab that takes part in a group works for. */
export interface LeadershipHost {
  readonly keeper: Keeper;
  readonly engine: Engine;
  readonly scheduler: Scheduler;
  readonly uuid: () => string;
  readonly random: () => number;
  /** The leader says how things are; without one nobody talks with the server. */
  statusFromLeader(status: ConnectionStatus, pulled: boolean): void;
  /** The leader knows which compiled mutators the server hands out. */
  mutatorsOfServer(hash: string): void;
  happenedElsewhere(event: LeaderEvent): void;
  toldElsewhere(nonces: readonly string[]): void;
  /** The leader has lost the storage. */
  apart(): void;
  /** This tab has lost the storage, and now the lock. */
  robbed(): void;
}

/** One of the tabs of a store: one of them leads and talks with the server, the others see through the storage what it does. */
export class Leadership implements TabGroupListener {
  leads = false;

  private readonly group: TabGroup;
  private readonly looking: Timer;
  private readonly tokens = new Map<string, () => void>();
  private missed = 0;
  private looks = 0;
  private over = false;
  /** Whether this tab has led until it lost the storage: it keeps the lock, so that nobody sends what it sends. */
  private isApart = false;
  /** Whether this tab is offline, and has nothing to do with the others. */
  private away = false;
  /** The lock that says that it lives, from then until all that it has done is with the others. */
  private lock: TabGroup | undefined;
  private readonly absentees: Absentees;
  /** Tabs that have put something aside since this one was opened, or before it led. */
  private readonly absent = new Set<string>();

  constructor(private readonly groups: TabGroups, private readonly name: string, private readonly host: LeadershipHost) {
    this.looking = new Timer(host.scheduler);
    this.group = groups(name, this);
    this.absentees = new Absentees(groups, name, host.scheduler, (tab) => host.keeper.takeUp(tab));
  }

  /** Take part. */
  start(): void {
    this.group.lead(false);
    this.shown();
  }

  /** This tab is offline: the others go on without it. */
  goAway(tab: string): void {
    if (this.over || this.isApart || this.away) {
      return;
    }
    this.away = true;
    this.lock ??= this.groups(asideName(this.name, tab), { elected: () => undefined, message: () => undefined, deposed: () => undefined });
    this.lock.lead(false);
    this.stepDown();
    this.looking.stop();
    this.group.resign();
    void this.host.keeper.goAside(tab);
  }

  /** This tab takes part again. */
  comeBack(): void {
    if (!this.away) {
      this.group.post({ type: 'joined' });
      return;
    }
    this.away = false;
    this.missed = 0;
    void this.host.keeper.comeBack().then(() => {
      if (!this.away) {
        this.lock?.leave();
        this.lock = undefined;
      }
    });
    this.start();
    this.askAgain();
  }

  /** People see this tab: it must not be without a leader for long. */
  shown(): void {
    if (this.away) {
      return;
    }
    this.group.post({ type: 'joined' });
    if (!this.isApart) {
      this.group.post({ type: 'ping' });
      this.look();
    }
  }

  post(message: TabMessage): void {
    this.group.post(message);
  }

  elected(): void {
    void this.takeTheLead();
  }

  deposed(): void {
    if (this.isApart) {
      this.host.robbed();
    } else if (!this.over && !this.away) {
      this.stepDown();
      void this.host.keeper.follow();
      this.group.lead(false);
    }
  }

  /** The storage is lost. Each tab is a client of its own from now on, also those that come later. */
  sayApart(): void {
    this.isApart = true;
    this.leads = false;
    this.looking.stop();
    this.absentees.stop();
    this.group.post({ type: 'apart' });
  }

  /** The page may be put to sleep: let another tab lead. */
  sleep(): void {
    if (!this.over && !this.isApart && !this.away) {
      this.stepDown();
      this.looking.stop();
      this.group.resign();
    }
  }

  /** The page goes on. What the others have done meanwhile is read anew. */
  resume(): void {
    if (!this.over && !this.isApart && !this.away) {
      this.missed = 0;
      void this.host.keeper.follow();
      this.start();
    }
  }

  /** Returns what waits for a pull. */
  leave(): (() => void)[] {
    this.over = true;
    this.looking.stop();
    this.absentees.stop();
    this.lock?.leave();
    this.group.leave();
    return [...this.tokens.values()];
  }

  /** Pull, by whoever leads, and say when it is done. */
  pull(pulled: () => void): void {
    if (this.leads || this.isApart) {
      this.host.engine.pull(pulled);
    } else {
      const token = this.host.uuid();
      this.tokens.set(token, pulled);
      if (!this.away) {
        this.group.post({ type: 'pull', token });
      }
    }
  }

  /** Tell the others how things are. */
  tellStatus(): void {
    if (this.leads) {
      const { status, hasPulled, serverMutators } = this.host.engine;
      this.group.post({ type: 'status', status, pulled: hasPulled, mutators: serverMutators });
    }
  }

  message(message: TabMessage): void {
    const { host } = this;
    if (this.isApart) {
      if (message.type === 'ping') {
        this.sayApart();
      }
      return;
    }
    if (this.away && !isHeardAway(message)) {
      return;
    }
    switch (message.type) {
      case 'commit':
        host.keeper.received(message.commit);
        host.engine.wake();
        break;
      case 'status':
        if (!this.leads) {
          this.missed = 0;
          this.lookAfter();
          this.look();
          host.statusFromLeader(message.status, message.pulled);
          if (message.mutators) {
            host.mutatorsOfServer(message.mutators);
          }
        }
        break;
      case 'joined':
        host.engine.hurry();
        break;
      case 'ping':
        this.tellStatus();
        break;
      case 'event':
        host.happenedElsewhere(message.event);
        break;
      case 'told':
        host.toldElsewhere(message.nonces);
        break;
      case 'pull':
        if (this.leads) {
          host.engine.pull(() => this.group.post({ type: 'pulled', tokens: [message.token] }));
        }
        break;
      case 'pulled':
        message.tokens.forEach((token) => this.wasPulled(token));
        break;
      case 'aside':
        this.absent.add(message.tab);
        this.watchAbsent();
        break;
      case 'credentials':
        host.engine.credentialsChanged();
        break;
      case 'apart':
        host.apart();
        break;
    }
  }

  private wasPulled(token: string): void {
    const pulled = this.tokens.get(token);
    this.tokens.delete(token);
    pulled?.();
  }

  private async takeTheLead(): Promise<void> {
    if (await this.host.keeper.lead() && !this.over && !this.away) {
      this.leads = true;
      this.looking.stop();
      this.host.engine.start(false);
      this.tellStatus();
      this.host.keeper.absent.forEach((tab) => this.absent.add(tab));
      this.watchAbsent();
      const waiting = [...this.tokens.values()];
      this.tokens.clear();
      waiting.forEach((pulled) => this.host.engine.pull(pulled));
    } else if (!this.over && !this.away) {
      this.group.resign();
    }
  }

  private watchAbsent(): void {
    if (this.leads) {
      this.absent.forEach((tab) => this.absentees.watch(tab));
    }
  }

  private stepDown(): void {
    this.leads = false;
    this.absentees.stop();
    this.host.engine.stop();
    this.host.statusFromLeader('disconnected', false);
    this.look();
  }

  /** Counted in looks, not in time: whoever was asleep has missed none. */
  private look(): void {
    if (this.leads || this.over) {
      return;
    }
    const interval = isHidden() ? HIDDEN_LOOK_INTERVAL : LOOK_INTERVAL;
    this.looking.start(interval * (1 + JITTER * this.host.random()), () => {
      if (this.leads || this.over || this.isApart) {
        return;
      }
      this.missed++;
      if (this.missed > MAX_MISSED) {
        this.missed = 0;
        this.host.statusFromLeader('disconnected', false);
        this.group.lead(true);
      }
      this.group.post({ type: 'ping' });
      this.lookAfter();
      this.look();
    });
  }

  /** Now and then: what came out of order may not come at all, and whoever was asked for a pull may lead no more. */
  private lookAfter(): void {
    if (++this.looks % LOOKS === 0) {
      if (this.host.keeper.isBehind) {
        this.host.keeper.refresh();
      }
      this.askAgain();
    }
  }

  private askAgain(): void {
    this.tokens.forEach((_pulled, token) => this.group.post({ type: 'pull', token }));
  }
}

/** What concerns also a tab that is offline: who is signed in, and what people were told. */
function isHeardAway(message: TabMessage): boolean {
  return message.type === 'told' || (message.type === 'event' && message.event.name === 'userMismatch');
}
