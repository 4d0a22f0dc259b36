import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jsonPieces } from '../../core/simulate/json-pieces.ts';
import type { References } from '../../core/simulate/references.ts';
import { resultDocument } from '../../core/simulate/result-document.ts';
import { modelLabel } from '../../core/spec/columns.ts';
import { isCalled } from '../../core/spec/model-match.ts';
import { type FinishedRun, type Step, streamPlan } from '../../engine/run-plan.ts';
import { costsRow, type EventSource } from '../../events/read-events.ts';
import { digests } from '../../host/digest.ts';
import { oneOf, parse } from '../args.ts';
import {
  type Input,
  inputsOf,
  openInput,
  openReferences,
  referenceInputs,
  strictError,
} from '../event-inputs.ts';
import { type Command, exitCode, type Io, outPieces, UsageError } from '../io.ts';
import { openPlannedConfig, type PlannedConfig } from '../planned-config.ts';
import { alertPieces } from '../report/alert-json.ts';
import { writeHtmlReport } from '../report/html-report.ts';
import { printable } from '../report/printable.ts';
import { progressMeter } from '../report/progress.ts';
import { simulationPretty } from '../report/simulation-report.ts';
import { tempShelf } from '../temp-shelf.ts';
import { whyOf, whyPretty } from './why.ts';

const options = {
  events: { type: 'string', multiple: true },
  model: { type: 'string' },
  format: { type: 'string' },
  series: { type: 'boolean' },
  report: { type: 'string' },
  strict: { type: 'boolean' },
  why: { type: 'string' },
} as const;

type Values = ReturnType<typeof parse<typeof options>>['values'];

export const simulate: Command = {
  name: 'simulate',
  summary: 'Shows what a config would have done on a file of events',
  help: `Usage: driftscope simulate [CONFIG] [--events FILE…] [--format pretty|json|ndjson] [--report FILE.html]

Runs the monitors of a config over sample events. Without CONFIG, the only monitor config in this folder.

  --events FILE     event file instead of the config's \`preview.events\`; repeatable; - reads standard input
  --model ID        only events of this model name, version or name@version
  --format FORMAT   pretty (default), json (the whole result), or ndjson (alerts as they happen)
  --series          with json: every sample too
  --report FILE     also write a self-contained HTML page with charts
  --why MONITOR[:EVENT]
                    instead of the run: why the monitor fired or did not at this event (0-based row); without one, at
                    its first alert, or where it came nearest to one
  --strict          stop with exit code 2 when an event cannot be used

Memory does not grow with the events or their alerts, except for --series and --report, which keep every sample. What
json lists beyond 32 MB waits in a file in the folder for temporary files (TMPDIR), which is gone when the run ends.

Exit code 0 whether or not there are alerts; 1 when the config has errors.
`,
  async run(args, io) {
    const { values, positionals } = parse(args, options);
    const format = oneOf(values.format ?? 'pretty', ['pretty', 'json', 'ndjson'], '--format');
    if (values.report === '-')
      throw new UsageError('--report takes the name of a file: standard output has the result');
    if (values.report !== undefined && values.why !== undefined)
      throw new UsageError('--why answers instead of the run, so there is nothing for --report to show');
    if (values.series && format !== 'json') throw new UsageError('--series needs --format json');
    const config = await openPlannedConfig(positionals, io);
    if (!config) return exitCode.findings;
    const inputs = await inputsOf(config, values.events, io.cwd);
    const sources = await Promise.all(inputs.map((input) => openInput(input, io.signal)));
    const references = await openReferences(config, values.strict ?? false, io);
    if (values.why !== undefined) {
      const explanation = await whyOf(values.why, config, { sources, references }, values.model);
      io.out(format === 'pretty' ? whyPretty(explanation) : `${JSON.stringify(explanation)}\n`);
      return exitCode.clean;
    }
    if (values.report) {
      const taken = [...inputs, ...(await referenceInputs(config, io.cwd))];
      await refuseToOverwrite(values.report, config, taken, io.cwd);
    }
    const finished = await runShown(config, sources, references, values, io, format === 'ndjson');
    if (values.model !== undefined) requireModel(values.model, finished);
    if (values.report) await report(values.report, config, finished, sources, io);
    await print(finished, format, config, sources, values, io);
    return io.signal.aborted ? exitCode.interrupted : exitCode.clean;
  },
};

function report(
  path: string,
  config: PlannedConfig,
  finished: FinishedRun,
  sources: readonly EventSource[],
  io: Io,
): Promise<void> {
  const files = sources.map(({ name }) => name);
  return writeHtmlReport(resolve(io.cwd, path), path, config, finished, files);
}

async function print(
  finished: FinishedRun,
  format: 'pretty' | 'json' | 'ndjson',
  config: PlannedConfig,
  sources: readonly EventSource[],
  values: Values,
  io: Io,
): Promise<void> {
  if (format === 'ndjson') return tellLosses(finished, io);
  if (format === 'json') {
    const { run, hash, events } = finished;
    await outPieces(io, jsonPieces(resultDocument(run, hash, events, values.series ?? false)));
    io.out('\n');
    return;
  }
  const files = sources.map(({ name }) => name);
  const { report: reportPath } = values;
  io.out(simulationPretty(finished, { title: config.shown, files, color: io.color, reportPath }));
}

/** Standard output holds alerts alone; that some could not be looked for must not go unsaid. */
function tellLosses({ run, events }: FinishedRun, io: Io): void {
  for (const { monitor, message } of run.failures)
    io.err(`driftscope: monitor ${monitor} failed: ${printable(message)}\n`);
  const { read, skipped, problems } = events;
  if (skipped === 0) return;
  const [first] = problems.filter(costsRow);
  const where = first ? `; the first: ${printable(`${first.file}:${first.line}: ${first.message}`)}` : '';
  io.err(`driftscope: ${skipped} of ${read} events could not be used${where}\n`);
}

/** Runs, with progress on a terminal, and alerts as they happen where they are asked for. */
async function runShown(
  config: PlannedConfig,
  sources: readonly EventSource[],
  references: References,
  values: Values,
  io: Io,
  live: boolean,
) {
  const progress = progressMeter(io);
  const onStep = async (step: Step) => {
    if (live) await outPieces(io, alertPieces(step));
    const problem = step.problems.find(costsRow);
    if (values.strict && problem) throw strictError(problem);
  };
  const isPiped = values.events?.includes('-') ?? false;
  try {
    return await streamPlan(
      config.plan,
      sources,
      {
        ...(config.map ? { map: config.map } : {}),
        references,
        ...(values.model === undefined ? {} : { model: values.model }),
        keepSeries: values.series === true || values.report !== undefined,
        lists: values.format === 'json' || values.report !== undefined ? tempShelf() : 'beginnings',
        flush: live && isPiped ? 'chunk' : 'full',
        // A pipe that is stopped has ended; a file that is stopped has not been read.
        ...(isPiped ? {} : { signal: io.signal }),
        onProgress: progress.update,
      },
      digests,
      onStep,
    );
  } finally {
    progress.clear();
  }
}

/** A filter that lets nothing through is a slip of the finger, not a quiet model. */
function requireModel(model: string, { run, models }: FinishedRun): void {
  if (run.monitors.some(({ samples }) => samples > 0)) return;
  const known = models.map(modelLabel).filter((label) => label !== 'default');
  if (models.some((one) => isCalled(one, model)))
    throw new UsageError(`there are events of model "${model}", but none that the config's monitors measure`);
  const hint = known.length > 0 ? `; there are ${known.join(', ')}` : '; no event names a model';
  throw new UsageError(`no monitor measures anything of model "${model}"${hint}`);
}

/** A report must not take the place of what it is made from. */
async function refuseToOverwrite(
  report: string,
  config: PlannedConfig,
  inputs: readonly Input[],
  cwd: string,
): Promise<void> {
  const same = async (path: string) => realpath(path).catch(() => path);
  const target = await same(resolve(cwd, report));
  for (const input of [fileURLToPath(config.uri), ...inputs.flatMap(({ path }) => path ?? [])]) {
    if ((await same(input)) === target)
      throw new UsageError(`--report ${report} would overwrite what is simulated`);
  }
}
