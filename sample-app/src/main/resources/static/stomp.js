// One STOMP 1.2 subscription over a WebSocket, opened again for as long as the page lives.

const HEART_BEAT = 10_000;

function frame(command, headers) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  return `${command}\n${lines.join('')}\n\0`;
}

function parse(text) {
  const [head, ...body] = text.replace(/^\n+/, '').replaceAll('\r\n', '\n').split('\n\n');
  const [command, ...lines] = head.split('\n');
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
  return { command, headers, body: body.join('\n\n') };
}

/**
 * @param path where the server listens
 * @param headers makes the headers of SUBSCRIBE, anew for each connection
 * @param listener is told message(body), refused(code) and closed()
 * @returns a function that drops the connection and opens another one
 */
export function subscribe(path, headers, listener) {
  let socket;
  let attempt = 0;
  let timer;

  function open() {
    clearTimeout(timer);
    const current = new WebSocket(location.origin.replace(/^http/, 'ws') + path, ['v12.stomp']);
    let received = Date.now();
    let text = '';
    const heart = setInterval(() => {
      if (Date.now() - received > 2.5 * HEART_BEAT) {
        current.close();
      } else if (current.readyState === WebSocket.OPEN) {
        current.send('\n');
      }
    }, HEART_BEAT);
    current.onopen = () => current.send(frame('CONNECT',
        { 'accept-version': '1.2', host: location.hostname, 'heart-beat': `${HEART_BEAT},${HEART_BEAT}` }));
    current.onmessage = ({ data }) => {
      received = Date.now();
      const frames = (text + data).split('\0');
      text = frames.pop();
      frames.map(parse).forEach(({ command, headers: { code }, body }) => {
        if (command === 'CONNECTED') {
          attempt = 0;
          current.send(frame('SUBSCRIBE', { id: 0, ...headers() }));
        } else if (command === 'MESSAGE' && code) {
          listener.refused(code);
        } else if (command === 'MESSAGE') {
          listener.message(JSON.parse(body));
        }
      });
    };
    current.onclose = () => {
      clearInterval(heart);
      if (current === socket) {
        listener.closed();
        timer = setTimeout(open, Math.min(30_000, 500 * 2 ** attempt++) * (0.5 + Math.random() / 2));
      }
    };
    socket = current;
  }

  function reopen() {
    const old = socket;
    open();
    old.close();
  }

  open();
  addEventListener('online', reopen);
  // A socket may not notice for half a minute that its network has gone.
  addEventListener('offline', () => socket.close());
  return reopen;
}
