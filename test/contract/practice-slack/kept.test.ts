import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { AP, call, metadata, NOT_IN, post, startFresh } from './slack-client.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'practice-slack-'));
  folders.push(folder);
  return folder;
}

describe('a workspace that is kept in a folder', () => {
  it('is the same at the next start: messages, threads, updates, channels and what is scheduled', async () => {
    const folder = newFolder();
    const first = await startFresh({ folder });
    const ts = await post(first.slack, { text: 'kept', metadata: metadata('d-1') });
    await post(first.slack, { text: 'reply', thread_ts: ts });
    await call(first.slack, 'chat.update', { channel: AP, ts, text: 'updated' });
    await call(first.slack, 'conversations.join', { channel: NOT_IN });
    const postAt = first.clock.now() / 1000 + 3600;
    await call(first.slack, 'chat.scheduleMessage', { channel: AP, text: 'later', post_at: postAt });
    const before = first.slack.posted();
    await first.slack.close();
    const second = await startFresh({ folder });
    expect(second.slack.posted()).toEqual(before);
    expect(before.messages).toHaveLength(2);
    expect(before.scheduled).toHaveLength(1);
    expect(second.slack.workspace.channel(NOT_IN)?.isMember).toBe(true);
    const next = await post(second.slack, { text: 'next' });
    expect(next > ts).toBe(true);
    await second.slack.close();
  });

  it('begins anew where the file is damaged', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'workspace.json'), '{"channels":[');
    const { slack } = await startFresh({ folder });
    expect(slack.workspace.channels).toHaveLength(13);
    await slack.close();
  });
});
