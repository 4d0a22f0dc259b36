import { expect, test } from 'vitest';
import { releaseMemory } from '../../host/memory.ts';

test('what nobody holds is gone, and what somebody holds stays', async () => {
  const held = { text: 'x'.repeat(1000) };
  const [dropped, kept] = [new WeakRef({ text: 'y'.repeat(1000) }), new WeakRef(held)];
  // A reference that was just made, or read, is held until the end of its turn.
  await new Promise((resolve) => setTimeout(resolve, 0));
  releaseMemory();
  expect(dropped.deref()).toBeUndefined();
  expect(kept.deref()).toBe(held);
});
