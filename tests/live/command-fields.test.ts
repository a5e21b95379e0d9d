import { describe, expect, test } from 'vitest';
import { readCommandFields } from '#app/live/command-fields.ts';

const form = (fields: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

describe('a form that carries a command', () => {
  test('adds what was typed to what it knows, each read by its prefix', () => {
    const { envelope, back } = readCommandFields(
      form({
        id: 'command',
        type: 'addStep',
        fixed: '{"milestoneId":"m","onlyOurs":false}',
        base: '{"title":3}',
        fresh: 'new-id',
        back: '/plans/p',
        'set.title': 'Demo',
        'day.dueDay': '',
        'flag.onlyOurs': 'on',
        'json.owners': '[{"side":"buyer"}]',
      }),
    );
    expect(envelope).toEqual({
      id: 'command',
      type: 'addStep',
      args: {
        milestoneId: 'm',
        onlyOurs: true,
        title: 'Demo',
        dueDay: null,
        owners: [{ side: 'buyer' }],
        id: 'new-id',
      },
      base: { title: 3 },
      confirmed: false,
    });
    expect(back).toBe('/plans/p');
  });

  test('gathers one of many, and the parts of one thing', () => {
    const data = form({ fixed: '{"mentions":[]}', 'set.request.of': 'maya', 'day.request.by': '2026-12-04' });
    data.append('list.mentions', 'rui');
    data.append('list.mentions', 'lena');
    expect(readCommandFields(data).envelope.args).toEqual({
      mentions: ['rui', 'lena'],
      request: { of: 'maya', by: '2026-12-04' },
    });
    data.set('day.request.by', '');
    expect(readCommandFields(data).envelope.args.request).toBeNull();
  });

  test('leaves out a field that stands as it stood, whatever a browser does to its line breaks', () => {
    const { envelope } = readCommandFields(
      form({
        'set.whyNow': 'one\r\ntwo',
        'was.whyNow': 'one\ntwo',
        'set.objective': 'new',
        'was.objective': 'old',
      }),
    );
    expect(envelope.args).toEqual({ objective: 'new' });
  });

  test('refuses fixed parts that no form of ours makes', () => {
    expect(() => readCommandFields(form({ fixed: '[1]' }))).toThrow(SyntaxError);
    expect(() => readCommandFields(form({ fixed: '{' }))).toThrow(SyntaxError);
  });
});
