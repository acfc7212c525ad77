/** A signal that counts who listens to it. */
export function counted() {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set();
  const own = { add: signal.addEventListener, remove: signal.removeEventListener };
  signal.addEventListener = (type, listener, ...rest) => {
    listeners.add(listener);
    return own.add.call(signal, type, listener, ...rest);
  };
  signal.removeEventListener = (type, listener, ...rest) => {
    listeners.delete(listener);
    return own.remove.call(signal, type, listener, ...rest);
  };
  return { controller, signal, listeners };
}
