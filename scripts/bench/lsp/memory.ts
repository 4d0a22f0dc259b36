import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type BenchClient, pause } from './client.ts';
import { monitorList } from './documents.ts';

/** Resident memory of a server, in MB. */
export interface Memory {
  readonly start: number;
  readonly end: number;
}

const cycles = 200;
const characters = 170_000;
/** In which a process may give back what it does not need any more. */
const idleMs = 10_000;

/** Opens a large document, waits until it is checked, closes it; two hundred times, each a document of its own. */
export async function openAndClose(client: BenchClient): Promise<Memory> {
  const cycle = async (number: number) => {
    const uri = pathToFileURL(`/bench/memory-${number}.monitor.yaml`).href;
    await client.open(uri, monitorList(characters, number));
    await client.close(uri);
  };
  await cycle(-1);
  await pause(idleMs);
  const start = residentMb(client.processId);
  for (let number = 0; number < cycles; number += 1) await cycle(number);
  await pause(idleMs);
  return { start, end: residentMb(client.processId) };
}

function residentMb(processId: number): number {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]) / 1024;
}
