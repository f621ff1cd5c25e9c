/** A STOMP 1.2 frame. */
export interface StompFrame {
  readonly command: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A message that is no STOMP. */
export class StompError extends Error {
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', ':': '\\c' };
const UNESCAPES: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\r': '\r', '\\c': ':' };

/** No server may make a client remember more than this for a frame that never ends. */
const MAX_FRAME = 16 * 1024 * 1024;

/** Headers of CONNECT and CONNECTED are not escaped: the protocol is older than its escapes. */
export function encodeFrame({ command, headers, body }: StompFrame): string {
  const plain = command === 'CONNECT';
  const escape = (text: string): string => plain ? checkPlain(text) : text.replace(/[\\\n\r:]/g, (each) => ESCAPES[each]!);
  const lines = Object.entries(headers).map(([name, value]) => `${escape(name)}:${plain ? checkLine(value) : escape(value)}\n`);
  return `${command}\n${lines.join('')}\n${body}\0`;
}

/** Finds frames in texts that may hold a part of one, or several. */
export class FrameDecoder {
  private rest = '';

  decode(text: string): StompFrame[] {
    const parts = (this.rest + text).split('\0');
    this.rest = parts.pop()!;
    if (this.rest.length > MAX_FRAME) {
      throw new StompError('The server sent a frame without an end');
    }
    // Line breaks between frames are heart-beats.
    if (/^[\r\n]*$/.test(this.rest)) {
      this.rest = '';
    }
    return parts.map((part) => parse(part.replace(/^[\r\n]+/, '')));
  }
}

function parse(text: string): StompFrame {
  const end = /\r?\n\r?\n/.exec(text);
  if (!end) {
    throw new StompError('The server sent a frame without an end of its headers');
  }
  const [command = '', ...lines] = text.slice(0, end.index).split(/\r?\n/);
  const headers = Object.create(null) as Record<string, string>;
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 0) {
      throw new StompError('The server sent a header without a value');
    }
    const name = unescape(line.slice(0, colon), command);
    // Of a header that comes more than once the first counts.
    headers[name] ??= unescape(line.slice(colon + 1), command);
  }
  return { command, headers, body: text.slice(end.index + end[0].length) };
}

function unescape(text: string, command: string): string {
  return command === 'CONNECTED' ? text : text.replace(/\\./gs, (each) => {
    const meant = UNESCAPES[each];
    if (meant === undefined) {
      throw new StompError('The server sent a header with an unknown escape');
    }
    return meant;
  });
}

function checkLine(text: string): string {
  if (/[\r\n\0]/.test(text)) {
    throw new StompError('A header of CONNECT has a line break');
  }
  return text;
}

function checkPlain(name: string): string {
  if (name.includes(':')) {
    throw new StompError('The name of a header of CONNECT has a colon');
  }
  return checkLine(name);
}
