/** Web Locks, which happy-dom has not: one holder after another. */
export function useLocks(): void {
  let last: Promise<unknown> = Promise.resolve();
  const locks = {
    request<T>(_name: string, run: () => Promise<T>): Promise<T> {
      const done = last.then(run);
      last = done.catch(() => undefined);
      return done;
    },
  };
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
}
