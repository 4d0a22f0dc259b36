/** Only as much of `vscode` as `client/` uses; see `fakeVsCode`. */

type Listener<T> = (event: T) => void;

/** Like VS Code's, synchronous. */
export class EventEmitter<T> {
  readonly #listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>) => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };
  fire(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

/** A URI that is its text and its path. */
export class Uri {
  readonly path: string;
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
    this.path = text.replace(/^[a-z]+:\/\//, '');
  }
  static parse(text: string): Uri {
    return new Uri(text);
  }
  static joinPath(base: Uri, ...parts: string[]): Uri {
    return new Uri([base.toString(), ...parts].join('/'));
  }
  toString(): string {
    return this.#text;
  }
}

/** A panel whose page is the test. */
export class FakePanel {
  readonly disposed = new EventEmitter<void>();
  readonly fromPage = new EventEmitter<unknown>();
  readonly posted: { readonly type: string }[] = [];
  readonly webview = {
    html: '',
    options: {},
    cspSource: 'https://csp.test',
    asWebviewUri: (uri: Uri) => uri,
    onDidReceiveMessage: this.fromPage.event,
    postMessage: async (message: { readonly type: string }) => this.posted.push(message),
  };
  readonly viewState = new EventEmitter<void>();
  readonly onDidDispose = this.disposed.event;
  readonly onDidChangeViewState = this.viewState.event;
  visible = true;
  title = '';
  active = false;
  iconPath: unknown;
  reveals = 0;

  reveal(): void {
    this.reveals += 1;
  }
  dispose(): void {
    this.disposed.fire();
  }
}

/** A fresh `vscode` for a test, with what was done to it. */
export function fakeVsCode() {
  const panels: FakePanel[] = [];
  const executed: unknown[][] = [];
  return {
    panels,
    executed,
    EventEmitter,
    Uri,
    ViewColumn: { Beside: -2, One: 1 },
    Position: class {
      readonly line: number;
      readonly character: number;
      constructor(line: number, character: number) {
        this.line = line;
        this.character = character;
      }
    },
    Range: class {
      readonly start: unknown;
      readonly end: unknown;
      constructor(start: unknown, end: unknown) {
        this.start = start;
        this.end = end;
      }
    },
    TabInputText: class {},
    commands: {
      executeCommand: async (...args: unknown[]) => void executed.push(args),
    },
    window: {
      tabGroups: { all: [] },
      createWebviewPanel: () => {
        const panel = new FakePanel();
        panels.push(panel);
        return panel;
      },
    },
  };
}
