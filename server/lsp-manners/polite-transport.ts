import type { DataCallback, Disposable, MessageReader, MessageWriter } from 'vscode-languageserver';
import { LifecycleGate } from './lifecycle-gate.ts';
import { PositionBoundary, type ReadText, type WireMessage } from './position-boundary.ts';
import { badParams } from './request-params.ts';

export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** A transport that lets only messages in order and requests in shape through, and speaks the client's position encoding. */
export function politeTransport({ reader, writer }: Transport, readText: ReadText) {
  const gate = new LifecycleGate();
  const positions = new PositionBoundary(readText);
  const listen = (callback: DataCallback): Disposable =>
    reader.listen((received) => {
      const message = received as WireMessage;
      const verdict = badParams(message) ?? gate.judge(message);
      if (verdict === 'pass') callback(positions.incoming(message));
      else if (verdict !== 'drop') void writer.write(refusal(message, verdict));
    });
  const write = (message: Parameters<MessageWriter['write']>[0]) =>
    writer.write(positions.outgoing(message as WireMessage));
  return {
    reader: {
      ...delegated(reader),
      onPartialMessage: reader.onPartialMessage,
      listen,
    } satisfies MessageReader,
    writer: {
      ...delegated(writer),
      end: () => writer.end(),
      onError: writer.onError,
      write,
    } satisfies MessageWriter,
    isShutDown: () => gate.isShutDown,
  };
}

const delegated = <T extends MessageReader | MessageWriter>(one: T) => ({
  onError: one.onError as T['onError'],
  onClose: one.onClose as T['onClose'],
  dispose: () => one.dispose(),
});

const refusal = ({ id }: WireMessage, error: { readonly code: number; readonly message: string }) => ({
  jsonrpc: '2.0',
  id: id ?? null,
  error,
});
