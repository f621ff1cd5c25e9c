import { checkName, encodeArgs } from './calls.js';
import { ActionFailedError, StoreClosedError, UserUnknownError } from './errors.js';
import type { Json } from './json.js';
import { type ActionRequest, type ActionResponse, PROTOCOL_VERSION } from './protocol/messages.js';
import { readActionResponse } from './protocol/reading.js';
import type { StoreCore } from './storeCore.js';
import { type Answer, detailOf, Exchange, type Failure, NO_ANSWER } from './sync/exchange.js';

/** Well within the time for which the server knows a call again, in milliseconds. */
const PATIENCE = 5 * 60_000;

/**
 * Call an action. What is pending goes first, and the result is there when the local copy has what the action did.
 * Where no answer comes, the call is repeated under the same id, so that it runs once. Offline it fails at once.
 */
export async function callAction(core: StoreCore, name: string, args: unknown): Promise<Json> {
  checkName(name);
  const encoded = encodeArgs(args);
  await core.opened.promise;
  const { store, setup } = core;
  checkOpen(core);
  if (store.userId === null) {
    throw new UserUnknownError();
  }
  await beOnline(core);
  await flush(core);
  const request: ActionRequest = {
    protocol_version: PROTOCOL_VERSION,
    schema_version: setup.schemaVersion,
    client_id: store.clientId,
    user_id: store.userId,
    action_id: setup.uuid(),
    args: encoded
  };
  const response = await ask(core, `actions/${name}`, request);
  if ((store.point?.version ?? -1) < response.version) {
    // What a pull brings that begins now has all that the action did.
    await core.pull();
  }
  return response.result;
}

/** Ask until there is an answer. */
async function ask(core: StoreCore, path: string, request: ActionRequest): Promise<ActionResponse> {
  const { environment } = core.engine;
  const exchange = new Exchange(environment);
  const end = environment.scheduler.now() + PATIENCE;
  let refusedBefore = false;
  for (let attempt = 0; ; attempt++) {
    const answer = understand(await exchange.post(path, { ...request, client_id: core.store.clientId }));
    if ('result' in answer) {
      return answer;
    }
    checkOpen(core);
    if (answer.status === 401 && !refusedBefore) {
      // The first time there may be newer credentials already.
      refusedBefore = true;
      continue;
    }
    const { problem } = answer;
    if (problem && problem.code !== 'unavailable' && answer.status < 500) {
      throw new ActionFailedError(problem.application_code ?? problem.code, problem.application_message ?? detailOf(answer), answer.status);
    }
    if (!core.engine.isOnline || environment.scheduler.now() >= end) {
      throw new ActionFailedError('unavailable', `Nobody knows what became of the action: ${detailOf(answer)}`, answer.status);
    }
    await pause(core, answer.retryAfter ?? backoff(core, attempt));
  }
}

function understand(answer: Answer): ActionResponse | Failure {
  if (typeof answer !== 'string') {
    return answer;
  }
  try {
    return readActionResponse(answer);
  } catch {
    return NO_ANSWER;
  }
}

function backoff({ engine: { environment } }: StoreCore, attempt: number): number {
  const { firstRetry, longestRetry } = environment.timings;
  return 1 + environment.random() * Math.min(longestRetry, firstRetry * 2 ** Math.min(attempt, 20));
}

/** Actions run on the server. A tab that was just opened may not know yet that it can be reached. */
async function beOnline(core: StoreCore): Promise<void> {
  const { engine, events } = core;
  if (engine.isOnline && events.status === 'disconnected') {
    const changed = new Promise<void>((resolve) => {
      const remove = events.statusChanged.add(() => {
        remove();
        resolve();
      });
    });
    await Promise.race([changed, pause(core, engine.environment.timings.firstRetry)]);
  }
  if (!engine.isOnline || events.status === 'disconnected') {
    checkOpen(core);
    throw new ActionFailedError('offline', 'The store is offline, and actions run on the server', 0);
  }
}

/** Wait for the outcomes of what is pending, not for ever. */
async function flush(core: StoreCore): Promise<void> {
  const late = pause(core, core.engine.environment.timings.request).then(() => {
    throw new ActionFailedError('offline', 'What is pending could not be sent, so the action was not called', 0);
  });
  late.catch(() => undefined);
  await Promise.race([core.events.afterAll(new Set(core.store.pending.map(({ call }) => call.nonce))), late]);
}

function pause({ engine: { environment } }: StoreCore, delay: number): Promise<void> {
  return new Promise((resolve) => void environment.scheduler.schedule(delay, resolve));
}

function checkOpen({ store }: StoreCore): void {
  if (store.closed) {
    throw new StoreClosedError('The store is closed');
  }
}
