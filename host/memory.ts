import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

/**
 * Gives back the memory of what is not used any more. Node would keep it until a good part more is asked for, which in a process
 * that has nothing to do may be never. Takes tens of milliseconds, in which nothing else happens.
 */
export function releaseMemory(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}
