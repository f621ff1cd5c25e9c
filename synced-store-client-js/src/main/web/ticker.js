// A clock for tabs: timers of hidden pages are throttled, those of their workers are not.
const timers = new Map();

self.onmessage = ({ data: { id, delay } }) => {
  if (delay === undefined) {
    clearTimeout(timers.get(id));
    timers.delete(id);
  } else {
    timers.set(id, setTimeout(() => {
      timers.delete(id);
      self.postMessage(id);
    }, delay));
  }
};
