import { checkName, encodeArgs } from './calls.js';
import { ActionFailedError, StoreClosedError, UserUnknownError } from './errors.js';
import type { Json } from './json.js';
import { type ActionRequest, type ActionResponse, PROTOCOL_VERSION } from './protocol/messages.js';
import { readActionResponse } from './protocol/reading.js';
import type { StoreCore } from './storeCore.js';
import { detailOf, Exchange } from './sync/exchange.js';

/**
 * Call an action. What is pending goes first, and the result is there when the local copy has what the action did.
 * The call itself is tried once: whether it has run where there was no answer only the application can tell.
 */
export async function callAction(core: StoreCore, name: string, args: unknown): Promise<Json> {
  checkName(name);
  const encoded = encodeArgs(args);
  await core.opened.promise;
  const { store, setup, events } = core;
  if (store.closed) {
    throw new StoreClosedError('The store is closed');
  }
  if (store.userId === null) {
    throw new UserUnknownError();
  }
  await events.afterAll(new Set(store.pending.map(({ call }) => call.nonce)));
  const request: ActionRequest = {
    protocol_version: PROTOCOL_VERSION,
    schema_version: setup.schemaVersion,
    client_id: store.clientId,
    user_id: store.userId,
    action_id: setup.uuid(),
    args: encoded
  };
  const answer = await new Exchange(core.engine.environment).post(`actions/${name}`, request);
  if (typeof answer !== 'string') {
    const { problem, status } = answer;
    throw new ActionFailedError(problem?.application_code ?? problem?.code ?? 'unavailable',
      problem?.application_message ?? detailOf(answer), status);
  }
  let response: ActionResponse;
  try {
    response = readActionResponse(answer);
  } catch {
    throw new ActionFailedError('unavailable', 'The answer can\'t be understood', 0);
  }
  while ((store.point?.version ?? -1) < response.version) {
    await core.pull();
  }
  return response.result;
}
