import { describe, expect, it } from 'vitest';
import { menuCommandSchema } from '../../../shared/contract/menu.ts';
import { defaultSettings } from '../../../shared/model/settings.ts';
import { listCommands } from '../../../renderer/features/palette/commands.ts';
import { acceleratorOf, isSingleKey, keyCaps, nameOf } from '../../../renderer/features/palette/keys.ts';
import { rank, scoreOf } from '../../../renderer/features/palette/match.ts';

const press = (key: string, with_: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...with_,
});

describe('finding', () => {
  it.each([
    ['Supplier invoices', 'inv', 2],
    ['Supplier invoices', 'sup inv', 4],
    ['Supplier invoices', 'oice', 1],
    ['Crédit agricole', 'credit', 2],
    ['Supplier invoices', 'inv zzz', null],
    ['Anything', '', 0],
  ])('“%s” answers “%s” with %s', (text, query, score) => {
    expect(scoreOf(text, query)).toBe(score);
  });

  it('puts the best first and keeps the order of equals', () => {
    expect(rank(['Review', 'View runs', 'View', 'Home'], 'view', (one) => one)).toEqual([
      'View runs',
      'View',
      'Review',
    ]);
  });
});

describe('keys', () => {
  it('are named alike on every computer', () => {
    expect(nameOf(press('k', { ctrlKey: true }), false)).toBe('mod+k');
    expect(nameOf(press('k', { metaKey: true }), true)).toBe('mod+k');
    expect(nameOf(press('S', { ctrlKey: true, shiftKey: true }), false)).toBe('mod+shift+s');
    expect(nameOf(press('?', { shiftKey: true }), false)).toBe('?');
    expect(nameOf(press('g', { altKey: true }), false)).toBe('');
  });

  it('are shown as caps and told to the menu in its own words', () => {
    expect(keyCaps('mod+shift+s', false)).toEqual(['Ctrl', 'Shift', 'S']);
    expect(keyCaps('g h', true)).toEqual(['G', 'H']);
    expect(acceleratorOf('mod+shift+s')).toBe('CmdOrCtrl+Shift+S');
    expect(acceleratorOf('g h')).toBeNull();
  });
});

describe('the commands', () => {
  const flow = (id: string) =>
    ({ flow: { id, name: id, paused: null }, state: 'healthy', lastRun: null }) as unknown as Parameters<
      typeof listCommands
    >[0]['flows'][number];

  it('have one id and one set of keys each, and fit the menu', () => {
    const commands = listCommands({ settings: defaultSettings, flows: [flow('a')], practice: true, readOnly: false });
    const keys = commands.flatMap((one) => one.keys ?? []);
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
    expect(new Set(keys).size).toBe(keys.length);
    const firsts = keys.filter((one) => one.includes(' ')).map((one) => one.split(' ')[0]);
    expect(keys.filter((one) => isSingleKey(one) && firsts.includes(one))).toEqual([]);
    for (const { id, text, group, keys: own } of commands) {
      expect(menuCommandSchema.safeParse({ id, label: text, group, accelerator: acceleratorOf(own) }).success).toBe(
        true,
      );
    }
  });

  it('lead to decisions where a rule asks for them, and to messages where a flow posts them', () => {
    const known = { settings: defaultSettings, practice: false, readOnly: false };
    const posting = (approvals: unknown) => ({
      ...flow('s'),
      flow: { ...flow('s').flow, messaging: { rules: [{ approvals }], health: null } } as never,
    });
    const places = (flows: Parameters<typeof listCommands>[0]['flows']) =>
      listCommands({ ...known, flows })
        .map(({ id }) => id)
        .filter((id) => id === 'go.messages' || id === 'go.decisions');
    expect(places([flow('a')])).toEqual([]);
    expect(places([posting(null)])).toEqual(['go.messages']);
    expect(places([posting({ approvers: [] })])).toEqual(['go.messages', 'go.decisions']);
    const keys = listCommands({ ...known, flows: [posting({ approvers: [] })] }).flatMap((one) => one.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('lead to the proof of a flow, and to its evidence from wherever the person is', () => {
    const commands = listCommands({ settings: defaultSettings, flows: [flow('a')], practice: false, readOnly: true });
    const deedOf = (id: string) => commands.find((one) => one.id === id)?.deed;
    expect(deedOf('proof.a')).toEqual({ kind: 'go', path: '/flows/a/proof' });
    expect(deedOf('evidence.a')).toEqual({ kind: 'evidence', flowId: 'a' });
  });

  it('offer what can be done now: no sync of a flow that is paused or under way', () => {
    const paused = { ...flow('p'), flow: { ...flow('p').flow, paused: { reason: 'x', error: null, atUtc: '' } } };
    const running = { ...flow('r'), state: 'running' as const };
    const known = { settings: defaultSettings, flows: [flow('a'), paused, running], practice: false };
    const ids = listCommands({ ...known, readOnly: false }).map(({ id }) => id);
    expect(ids).toContain('sync.a');
    expect(ids).not.toContain('sync.p');
    expect(ids).not.toContain('sync.r');
    expect(ids).toContain('resume.p');
    expect(ids).toContain('practice');
    const unwritable = listCommands({ ...known, readOnly: true }).map(({ id }) => id);
    expect(unwritable.filter((id) => /^(?:sync|pause|resume)\./.test(id))).toEqual([]);
    expect(unwritable).toContain('preview.a');
  });
});
