import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders of test/ from the one whose files take longest; what is in none of them is quick. */
const folders = ['kill', 'e2e', 'faults', 'model', 'contract', 'soak'];
/** Files that take much longer than others of their folder. */
const longest = [
  'kill/kill',
  'e2e/accessibility',
  'e2e/languages',
  'e2e/main-job',
  'e2e/screens',
  'e2e/fix',
  'faults/messages-killed',
  'faults/killed',
  'faults/outage',
  'faults/workday',
  'unit/engine/planted-differences',
  'unit/engine/post-office-model',
];

/** Begins with the files that take longest, so that no long one is left alone at the end while the other workers have nothing to do. */
export class SlowestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranked = files.map((file) => ({ file, rank: rankOf(file.moduleId.replaceAll('\\', '/')) }));
    ranked.sort((a, b) => a.rank - b.rank || (a.file.moduleId < b.file.moduleId ? -1 : 1));
    return Promise.resolve(ranked.map(({ file }) => file));
  }
}

function rankOf(path: string): number {
  const long = longest.findIndex((name) => path.includes(`/test/${name}.test.`));
  if (long !== -1) return long;
  const folder = folders.findIndex((name) => path.includes(`/test/${name}/`));
  return longest.length + (folder === -1 ? folders.length : folder);
}
