/** A promise, and what settles it. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (problem: unknown) => void;
}

/** A promise that may fail without anybody listening. */
export function deferred<T = void>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (problem: unknown) => void;
  const promise = new Promise<T>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

/** Listeners of one kind. One that throws harms no other. */
export class Listeners<T> {
  private readonly all = new Set<(value: T) => void>();

  constructor(private readonly report: (problem: unknown) => void) {
  }

  get size(): number {
    return this.all.size;
  }

  add(listener: (value: T) => void): () => void {
    // The same function may listen twice.
    const own = (value: T): void => listener(value);
    this.all.add(own);
    return () => void this.all.delete(own);
  }

  tell(value: T): void {
    for (const listener of [...this.all]) {
      try {
        listener(value);
      } catch (problem) {
        this.report(problem);
      }
    }
  }
}
