import type { PathNode } from '../columns/path-node.ts';
import type { StagedRow } from './staged-row.ts';

/** Stages an object's values at their dotted paths. Lists are left out, and so is what lies very deep. */
export function flatten(row: StagedRow, object: Readonly<Record<string, unknown>>, node: PathNode): void {
  // What JSON.parse makes has no enumerable keys but its own.
  for (const key in object) {
    const value = object[key];
    const child = node.children.get(key);
    if (child === undefined) row.unknown.push(node, key, value);
    else {
      row.setValue(child, value);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        flatten(row, value as Record<string, unknown>, child);
      }
    }
  }
}
