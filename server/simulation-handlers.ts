import {
  type CancellationToken,
  ErrorCodes,
  LSPErrorCodes,
  RequestType,
  ResponseError,
  WorkDoneProgressReporter,
} from 'vscode-languageserver';
import {
  type AlertsParams,
  type AlertsResult,
  type EventPlaceParams,
  type EventPlaceResult,
  lspMethods,
  type PreviewParams,
  type RangeParams,
  type RangeResult,
  type SimulateParams,
  type SimulateResult,
  type UriParams,
  type WhyParams,
  type WhyResult,
} from '../protocol/lsp-messages.ts';
import { lensCommands } from './code-lenses.ts';
import type { ServerParts } from './server.ts';
import { CancelledError } from './simulation-client.ts';
import type { CallName, WorkerCalls } from './worker-messages.ts';

const simulate = new RequestType<SimulateParams, SimulateResult, void>(lspMethods.simulate);
const range = new RequestType<RangeParams, RangeResult, void>(lspMethods.range);
const alerts = new RequestType<AlertsParams, AlertsResult, void>(lspMethods.alerts);
const eventPlace = new RequestType<EventPlaceParams, EventPlaceResult, void>(lspMethods.eventPlace);
const why = new RequestType<WhyParams, WhyResult, void>(lspMethods.why);

/** The messages of `protocol/lsp-messages.ts`, and the lens command for editors that know nothing of them. */
export function registerSimulation(parts: ServerParts): void {
  const { connection, client, simulations, progress } = parts;
  const ask = <Name extends CallName>(
    name: Name,
    input: WorkerCalls[Name]['input'],
    token: CancellationToken,
  ) => client.call(name, input, { signal: signalOf(token) }).catch(inLspWords);
  connection.onRequest(simulate, (params, token) => simulations.run(params, signalOf(token)));
  connection.onExecuteCommand(async ({ command, arguments: [uri] = [] }, token, asked) => {
    if (command !== lensCommands.simulate) throw misused(`there is no command ${command} here`);
    if (typeof uri !== 'string')
      throw misused(`${command} needs the address of a config: "arguments": ["file:///…/a.monitor.yaml"]`);
    const show = await progressFor(parts, asked);
    return progress.during(uri, show, () => simulations.run({ uri }, signalOf(token)));
  });
  connection.onRequest(range, (params, token) => ask('range', params, token));
  connection.onRequest(alerts, (params, token) => ask('alerts', params, token));
  connection.onRequest(why, (params, token) => ask('why', params, token));
  connection.onRequest(eventPlace, (params, token) => ask('eventPlace', params, token));
  connection.onNotification(lspMethods.cancelSimulation, ({ uri }: UriParams) => simulations.cancel(uri));
  connection.onNotification(lspMethods.preview, ({ uri, open }: PreviewParams) =>
    simulations.preview(uri, open),
  );
}

/** How to show the progress of a run: as the request asks for it, else by ourselves where the client can. */
async function progressFor({ connection, session }: ServerParts, asked: WorkDoneProgressReporter) {
  const isAsked = !WorkDoneProgressReporter.isNullInstance(asked);
  if (isAsked || !session.traits?.showsProgress) return asked;
  return connection.window.createWorkDoneProgress().catch(() => asked);
}

const misused = (message: string) => new ResponseError(ErrorCodes.InvalidParams, message);

function inLspWords(error: unknown): never {
  if (error instanceof CancelledError) throw new ResponseError(LSPErrorCodes.RequestCancelled, error.message);
  throw error;
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
