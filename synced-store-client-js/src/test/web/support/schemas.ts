import { Ajv2020 } from 'ajv/dist/2020.js';
import { namesIn, textOf } from './protocolFolder.js';

const ajv = new Ajv2020({ strict: false, allErrors: true });
namesIn('schemas').forEach((name) => ajv.addSchema(JSON.parse(textOf('schemas', name)) as object));

/** What is wrong with a message, as its schema sees it; nothing if it is valid. */
export function problemsOf(shape: string, message: unknown): string[] {
  const validate = ajv.getSchema(`https://syncedstore.dev/protocol/v1/${shape}.schema.json`)!;
  return validate(message) ? [] : validate.errors!.map(({ instancePath, message: why }) => `${instancePath} ${why}`);
}
