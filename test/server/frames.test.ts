import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from 'vscode-languageserver';
import { FrameReader } from '../../server/lsp-manners/frame-reader.ts';
import { FrameWriter } from '../../server/lsp-manners/frame-writer.ts';

/** A reader, what it hands on, and what it complains about. */
function reading() {
  const source = new EventEmitter();
  const reader = new FrameReader(source);
  const messages: Message[] = [];
  const errors: string[] = [];
  let isClosed = false;
  reader.onError((error) => errors.push(error.message));
  reader.onClose(() => {
    isClosed = true;
  });
  const listening = reader.listen((message) => messages.push(message));
  return { source, messages, errors, listening, isClosed: () => isClosed };
}

async function written(messages: readonly Message[]): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const writer = new FrameWriter(sink);
  await Promise.all(messages.map((message) => writer.write(message)));
  return chunks;
}

const messageOf = (text: string) => ({ jsonrpc: '2.0', method: 'say', params: { text } });

describe('messages in frames', () => {
  test('what is written is read again, wherever the bytes are cut', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 5 });
    const property = fc.asyncProperty(texts, fc.array(fc.nat(600)), async (all, cuts) => {
      const messages = all.map(messageOf);
      const bytes = Buffer.concat(await written(messages));
      const reader = reading();
      const ends = [...cuts.filter((cut) => cut < bytes.length), bytes.length].toSorted((a, b) => a - b);
      let from = 0;
      for (const end of ends) {
        reader.source.emit('data', bytes.subarray(from, end));
        from = end;
      }
      expect(reader.messages).toEqual(messages);
      expect(reader.errors).toEqual([]);
    });
    await fc.assert(property);
  });

  test('each is one write', async () => {
    const chunks = await written([messageOf('a'), messageOf('€')]);
    expect(chunks).toHaveLength(2);
    expect(chunks[1]?.toString()).toMatch(/^Content-Length: \d+\r\n\r\n\{.*€.*\}$/);
  });

  test('other heads, in any spelling, make no difference', () => {
    const { source, messages } = reading();
    const body = JSON.stringify(messageOf('a'));
    const head = `Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:${body.length}`;
    source.emit('data', Buffer.from(`${head}\r\n\r\n${body}`));
    expect(messages).toEqual([messageOf('a')]);
  });

  test('what cannot be read is told, and what comes after it is read', async () => {
    const { source, messages, errors } = reading();
    source.emit('data', Buffer.from('Content-Length: 3\r\n\r\n{,}Nonsense: 1\r\n\r\n'));
    source.emit('data', Buffer.concat(await written([messageOf('a')])));
    expect(errors).toEqual([expect.stringMatching(/JSON/), 'a message without Content-Length: Nonsense: 1']);
    expect(messages).toEqual([messageOf('a')]);
  });

  test('after its end nothing is handed on, and a closed stream is told', async () => {
    const { source, messages, listening, isClosed } = reading();
    listening.dispose();
    source.emit('data', Buffer.concat(await written([messageOf('a')])));
    source.emit('close');
    expect(messages).toEqual([]);
    expect(isClosed()).toBe(true);
  });

  test('a message that cannot be written is told with how many before it', async () => {
    const sink = new Writable({ write: (_chunk, _encoding, done) => done(new Error('gone')) });
    const writer = new FrameWriter(sink);
    const counts: (number | undefined)[] = [];
    writer.onError(([, , count]) => counts.push(count));
    await expect(writer.write(messageOf('a'))).rejects.toThrow('gone');
    expect(counts).toContain(1);
  });
});
