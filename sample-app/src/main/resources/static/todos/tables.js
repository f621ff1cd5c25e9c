// The tables of TodoMutators.java.
import { table } from '/synced-store/client/index.js';

export const TODOS = table('todos');
export const NOTES = table('notes');
export const CLAIMS = table('claims');
