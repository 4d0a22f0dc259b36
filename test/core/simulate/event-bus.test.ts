import { describe, expect, test } from 'vitest';
import { EventBus, type Observer } from '../../../core/simulate/event-bus.ts';

function recorder(name: string, log: string[]): Observer<string> {
  return {
    name,
    onEvent: (event) => void log.push(`${name} ${event}`),
    onTick: (time) => void log.push(`${name} tick ${time}`),
    shutdown: () => void log.push(`${name} shutdown`),
  };
}

describe('EventBus', () => {
  test('hands events to observers in the order of registration', () => {
    const log: string[] = [];
    const bus = new EventBus<string>(() => {});
    bus.register(recorder('a', log));
    bus.register(recorder('b', log));
    bus.emit('1');
    bus.tick(5);
    bus.shutdown();
    expect(log).toEqual(['a 1', 'b 1', 'a tick 5', 'b tick 5', 'a shutdown', 'b shutdown']);
  });

  test('an unregistered observer hears nothing more; a second time says so', () => {
    const log: string[] = [];
    const bus = new EventBus<string>(() => {});
    const registration = bus.register(recorder('a', log));
    bus.emit('1');
    expect(registration.unregister()).toBe(true);
    expect(registration.unregister()).toBe(false);
    bus.emit('2');
    bus.shutdown();
    expect(log).toEqual(['a 1']);
  });

  test('an observer that throws is reported and does not stop the others', () => {
    const log: string[] = [];
    const failures: unknown[] = [];
    const bus = new EventBus<string>((observer, error, event) =>
      failures.push([observer.name, String(error), event]),
    );
    bus.register({
      name: 'bad',
      onEvent: () => {
        throw new Error('no');
      },
      shutdown: () => {
        throw new Error('never');
      },
    });
    bus.register(recorder('good', log));
    bus.emit('1');
    bus.emit('2');
    bus.shutdown();
    expect(log).toEqual(['good 1', 'good 2', 'good shutdown']);
    expect(failures).toEqual([
      ['bad', 'Error: no', '1'],
      ['bad', 'Error: no', '2'],
      ['bad', 'Error: never', undefined],
    ]);
  });

  test('registering and unregistering during an event counts from the next one on', () => {
    const log: string[] = [];
    const bus = new EventBus<string>(() => {});
    const self = bus.register({
      name: 'once',
      onEvent: (event) => {
        log.push(`once ${event}`);
        self.unregister();
        bus.register(recorder('late', log));
      },
    });
    bus.register(recorder('b', log));
    bus.emit('1');
    bus.emit('2');
    expect(log).toEqual(['once 1', 'b 1', 'b 2', 'late 2']);
  });
});
