/** NDJSON to columns, against JSON.parse per line and DuckDB's `read_json` on one thread, on the same files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { readEvents } from '../../events/read-events.ts';
import { fileSource } from '../../host/event-files.ts';
import type { Bench, Case } from './kit.ts';
import { inferenceRecord, type MakeRow, metricSample, ndjson, tracedRecord } from './sample-events.ts';

const rows = 200_000;
const example = 'examples/digit-reader/data/digit-reader.events.ndjson';

export async function run(bench: Bench): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'driftscope-bench-'));
  try {
    await compare(bench, 'metric_sample rows', made(folder, metricSample), rows);
    await compare(bench, 'inference_record rows', made(folder, inferenceRecord), rows);
    await compare(bench, 'inference_record rows, each with an id', made(folder, tracedRecord), rows);
    const text = readFileSync(example, 'utf8').repeat(10);
    await compare(
      bench,
      'the digit-reader example, ten times',
      written(folder, text),
      text.split('\n').length - 1,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function compare(bench: Bench, title: string, path: string, amount: number): Promise<void> {
  const [columns, parse, duckdb] = ['to columns', 'JSON.parse per line', 'DuckDB read_json'];
  const cases: Case[] = [
    { name: columns, run: async () => readEvents([await fileSource(path)]) },
    { name: parse, run: () => parseLines(path) },
    { name: duckdb, run: await duckDbRead(path) },
  ];
  await bench.compare({
    title,
    cases,
    baseline: parse,
    work: { amount, unit: 'rows' },
    targets: [
      { name: columns, timesAsFastAs: parse, atLeast: 3 },
      { name: columns, timesAsFastAs: duckdb, atLeast: 1 },
    ],
  });
}

function parseLines(path: string): number {
  let objects = 0;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line !== '' && typeof JSON.parse(line) === 'object') objects++;
  }
  return objects;
}

/** Reads the file into a table in memory, whose columns DuckDB finds itself. */
async function duckDbRead(path: string): Promise<() => Promise<unknown>> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  return () => connection.run(`CREATE OR REPLACE TABLE events AS SELECT * FROM read_json('${path}')`);
}

let files = 0;

function written(folder: string, content: string | Buffer): string {
  const path = join(folder, `${files++}.ndjson`);
  writeFileSync(path, content);
  return path;
}

const made = (folder: string, makeRow: MakeRow) => written(folder, ndjson(rows, makeRow));
