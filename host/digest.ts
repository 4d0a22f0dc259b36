import { createHash } from 'node:crypto';
import type { Digests } from '../engine/run-plan.ts';

const short = (hex: string) => hex.slice(0, 16);

/** Digests by which runs name themselves: 16 hex digits of SHA-256. */
export const digests: Digests = {
  ofText: (text) => short(createHash('sha256').update(text).digest('hex')),
  create() {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => short(hash.digest('hex')) };
  },
};
