import { describe, expect, test } from 'vitest';
import { isTaken } from '../../../core/simulate/measurement.ts';

describe('which events a run takes', () => {
  const asked = { name: 'a', version: '1' };

  test.each([
    [{ name: 'a', version: '1' }, true],
    [{ name: 'a' }, true],
    [{ version: '1' }, true],
    [{ name: 'a', version: '2' }, false],
    [{ name: 'b', version: '1' }, false],
    [{ version: '2' }, false],
  ])('of %o, a@1 asked for in the config and on the command line mean the same', (model, taken) => {
    expect(isTaken(model, { model: asked })).toBe(taken);
    expect(isTaken(model, { only: 'a@1' })).toBe(taken);
  });

  test('an event that names no model is of the model of the config, but of none that is asked for', () => {
    expect(isTaken({}, { model: asked })).toBe(true);
    expect(isTaken({}, { only: 'a@1' })).toBe(false);
    expect(isTaken({}, { model: asked, only: 'a@1' })).toBe(true);
    expect(isTaken({}, { model: asked, only: 'b' })).toBe(false);
  });

  test('a name or a version is enough, and either may hold an @', () => {
    expect(isTaken({ name: 'a', version: '1' }, { only: 'a' })).toBe(true);
    expect(isTaken({ name: 'a', version: '1' }, { only: '1' })).toBe(true);
    expect(isTaken({ version: '1' }, { only: 'a' })).toBe(false);
    expect(isTaken({ name: 'a@b', version: '1@2' }, { only: 'a@b@1@2' })).toBe(true);
    expect(isTaken({ name: 'a@b' }, { only: 'a@b' })).toBe(true);
  });
});
