import { spawnSync } from 'node:child_process';
import { oneFailed, onePassed, type Step } from './step.ts';

/** A step that is one command: passed when it exits with 0. Node's own executables are run by this Node. */
export function commandStep(name: string, args: readonly string[]): Step {
  return {
    name,
    async run() {
      const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
      return status === 0 ? onePassed : oneFailed;
    },
  };
}
