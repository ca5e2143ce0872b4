import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, findBlocking, type Settings, takeBack } from '../../../lib/model/settings.ts';

const blocking = (...blocked: string[]): Settings => ({ ...DEFAULT_SETTINGS, sites: { blocked } });

describe('findBlocking', () => {
  it.each([
    ['a host by its name', ['gazette.example'], 'gazette.example', 'gazette.example'],
    ['no host below it', ['gazette.example'], 'news.gazette.example', undefined],
    [
      'with a pattern all that is below',
      ['*.gazette.example'],
      'a.news.gazette.example',
      '*.gazette.example',
    ],
    ['with a pattern the host itself', ['*.gazette.example'], 'gazette.example', '*.gazette.example'],
    ['with a pattern no host that ends alike', ['*.gazette.example'], 'thegazette.example', undefined],
    ['nothing without an entry', [], 'gazette.example', undefined],
  ])('finds %s', (_rule, blocked, host, entry) => {
    expect(findBlocking(blocking(...blocked), host)).toBe(entry);
  });
});

describe('takeBack', () => {
  const before = DEFAULT_SETTINGS;
  const after: Settings = { ...before, marks: { ...before.marks, density: 'page' } };

  it('puts back what a change changed', () => {
    expect(takeBack(after, before, after)).toEqual(before);
  });

  it('leaves alone what was changed since, in the same group and in others', () => {
    const since: Settings = { ...after, theme: 'dark', marks: { ...after.marks, look: 'tint' } };
    expect(takeBack(since, before, after)).toEqual({
      ...before,
      theme: 'dark',
      marks: { ...before.marks, look: 'tint' },
    });
  });

  it('takes out what the change brought in', () => {
    const paused: Settings = { ...before, marks: { ...before.marks, pausedUntil: 7 } };
    expect(takeBack(paused, before, paused)).toEqual(before);
    expect('pausedUntil' in takeBack(paused, before, paused).marks).toBe(false);
  });

  it('puts lists back whole', () => {
    expect(takeBack(blocking('b.example'), blocking('a.example'), blocking('b.example'))).toEqual(
      blocking('a.example'),
    );
  });
});
