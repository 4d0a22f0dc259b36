/**
 * `npm run bench:lsp [-- latency|memory]`: the built server and the YAML language server with our schema, side by side over
 * stdio on the same documents, in one run. Needs `npm run build`. `latency 2 hover` measures only that size (in KB) and answer.
 */
import { existsSync } from 'node:fs';
import { BenchClient } from './lsp/client.ts';
import { latencies, measures } from './lsp/latency.ts';
import { openAndClose } from './lsp/memory.ts';
import { heading, latencyLines, memoryLine } from './lsp/report.ts';
import { driftscope, idleServer, yamlLanguageServer } from './lsp/servers.ts';

const sizesKb = [2, 20, 200];
/** Samples of each cell; short answers scatter more, and cost less to ask for. */
const roundsOf = (kilobytes: number) => (kilobytes < 10 ? 200 : 30);

if (!existsSync('dist/server.cjs')) throw new Error('there is no dist/server.cjs; run `npm run build` first');
const wanted = process.argv.slice(2);
const runs = (part: string) => wanted.length === 0 || wanted.includes(part);
const hasSizes = wanted.some((word) => sizesKb.includes(Number(word)));
if (runs('latency')) await benchLatency();
if (runs('memory')) await benchMemory();

async function benchLatency(): Promise<void> {
  const clients: BenchClient[] = [];
  for (const command of [driftscope, yamlLanguageServer, idleServer])
    clients.push(await BenchClient.start(command));
  console.log(
    `Milliseconds from a keystroke to the answer; the floor is a server that does nothing\n\n${heading}`,
  );
  const chosen = measures.filter((measure) => wanted.includes(measure));
  const asked = chosen.length === 0 ? measures : chosen;
  for (const kilobytes of sizesKb.filter((size) => !hasSizes || wanted.includes(String(size)))) {
    const warmUp = kilobytes > 100 ? 10 : 50;
    const run = { kilobytes, measures: asked, rounds: roundsOf(kilobytes), warmUp };
    const samples = await latencies(clients, run);
    const [ours, theirs, floor] = clients.map(({ name }) => samples.get(name));
    if (!ours || !theirs || !floor) throw new Error('a server has no samples');
    for (const line of latencyLines(kilobytes, asked, { ours, theirs, floor })) console.log(line);
  }
  for (const client of clients) client.stop();
}

async function benchMemory(): Promise<void> {
  console.log('\nMemory over 200 documents of 170 KB, opened, checked and closed one after the other\n');
  for (const command of [driftscope, yamlLanguageServer]) {
    const client = await BenchClient.start(command);
    console.log(memoryLine(command.name, await openAndClose(client)));
    client.stop();
  }
}
