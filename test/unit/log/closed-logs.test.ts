import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closedLogs } from '../../../main/log/log-file.ts';

const limit = '2026-01-01T00:00:00.000Z';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlc-logs-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, atUtc: string, content: string): void {
  const file = join(folder, name);
  writeFileSync(file, content);
  utimesSync(file, new Date(atUtc), new Date(atUtc));
}

describe('closed log files', () => {
  test('go if they were last written to before the moment; the one in use and other files stay', () => {
    write('ml-connector.log', '2025-01-01T00:00:00.000Z', 'in use');
    write('ml-connector.log.1', limit, 'young');
    write('ml-connector.log.2', '2025-12-31T23:59:59.000Z', 'older');
    write('ml-connector.log.3', '2024-01-01T00:00:00.000Z', 'oldest');
    write('notes.txt', '2024-01-01T00:00:00.000Z', 'not ours');
    const logs = closedLogs(folder);
    expect(logs.older(limit)).toEqual({ files: 2, bytes: 11 });
    expect(logs.remove(limit)).toEqual({ files: 2, bytes: 11 });
    expect(logs.remove(limit)).toEqual({ files: 0, bytes: 0 });
    const left = ['ml-connector.log', 'ml-connector.log.1', 'ml-connector.log.2', 'ml-connector.log.3', 'notes.txt'];
    expect(left.filter((name) => existsSync(join(folder, name)))).toEqual([
      'ml-connector.log',
      'ml-connector.log.1',
      'notes.txt',
    ]);
  });

  test('are none in a folder that is not there', () => {
    expect(closedLogs(join(folder, 'none')).older(limit)).toEqual({ files: 0, bytes: 0 });
  });
});
