/** A mistake that is planted in the app's sources to see whether the kill test finds it. */
export interface Defect {
  readonly name: string;
  /** Path from the root of the project. */
  readonly file: string;
  spoil(text: string): string;
}

function replacing(wanted: string, by: string): (text: string) => string {
  return (text) => {
    if (text.split(wanted).length !== 2) throw new Error('the source has changed: the defect must be planted anew');
    return text.replace(wanted, by);
  };
}

/** Each breaks one promise that holds only where nobody is killed in between. */
export const defects: readonly Defect[] = [
  {
    name: 'cursor before staging',
    file: 'main/engine/read-stream.ts',
    spoil: replacing(
      'const { announced, cursor, told } = await readPages(request, window, stage);',
      `const { announced, cursor, told } = await readPages(request, window, stage);
      deps.store.transaction(() => {
        deps.store.streams.update(run.flowId, run.id, { cursor: cursor ?? window.nextCursor ?? state.cursor });
      });`,
    ),
  },
];
