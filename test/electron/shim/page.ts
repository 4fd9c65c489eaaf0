// What Chromium 108 lacks of the language's own library, against the Chromium that is shipped. Only tests of the old Electron
// have this, as the first part of the window's script.

function supply(target: object, parts: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(parts)) {
    if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true });
  }
}

supply(Array.prototype, {
  toSorted(this: readonly unknown[], compare?: (a: unknown, b: unknown) => number) {
    return [...this].sort(compare);
  },
  toReversed(this: readonly unknown[]) {
    return [...this].reverse();
  },
  toSpliced(this: readonly unknown[], ...args: [number, number, ...unknown[]]) {
    const copy = [...this];
    copy.splice(...args);
    return copy;
  },
  with(this: readonly unknown[], index: number, value: unknown) {
    return this.map((one, at) => (at === (index < 0 ? this.length + index : index) ? value : one));
  },
});
supply(URL, {
  canParse(address: string) {
    try {
      return new URL(address).href !== '';
    } catch {
      return false;
    }
  },
});
supply(Promise, {
  withResolvers() {
    let resolve: unknown;
    let reject: unknown;
    const promise = new Promise((onResolve, onReject) => {
      resolve = onResolve;
      reject = onReject;
    });
    return { promise, resolve, reject };
  },
});
