export * from './sample-0123456789abcdef.js';
