import type { Connection } from 'vscode-languageserver';

/** The user's settings, under `driftscope` in any editor. */
export interface Settings {
  readonly preview: {
    /** Run again after each edit while a preview is open. */
    readonly autoRun: boolean;
  };
  readonly codeLens: { readonly enabled: boolean };
  /** Levels of lint rules by id, as typed; the language service takes what it knows. */
  readonly rules: Readonly<Record<string, unknown>>;
  readonly inlayHints: {
    /** Parameters and ids that are in force without being written. */
    readonly defaults: boolean;
    /** Durations in a unit that people would choose. */
    readonly durations: boolean;
    /** Alerts of the last simulation, where no code lens tells of them. */
    readonly alerts: boolean;
  };
}

/** What is in force when nobody says otherwise. */
export const defaultSettings: Settings = {
  preview: { autoRun: true },
  codeLens: { enabled: true },
  rules: {},
  inlayHints: { defaults: true, durations: true, alerts: true },
};

/** Settings by resource, asked of the editor once and again after a change. */
export class SettingsStore {
  readonly #connection: Connection;
  readonly #known = new Map<string, Promise<Settings>>();
  /** Whether the editor answers `workspace/configuration`; others push settings, or give them at the start. */
  #isAsked = false;
  #pushed: Settings = defaultSettings;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  start(isAsked: boolean, initial: unknown): void {
    this.#isAsked = isAsked;
    this.#pushed = settingsFrom(initial);
  }

  changed(pushed: unknown): void {
    this.#known.clear();
    const own = fields(pushed)['driftscope'];
    if (own !== undefined) this.#pushed = settingsFrom(own);
  }

  of(uri: string): Promise<Settings> {
    if (!this.#isAsked) return Promise.resolve(this.#pushed);
    const known = this.#known.get(uri);
    if (known) return known;
    const asked = this.#connection.workspace
      .getConfiguration({ scopeUri: uri, section: 'driftscope' })
      .then(settingsFrom, () => defaultSettings);
    this.#known.set(uri, asked);
    return asked;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }
}

/** Takes what has the right type and leaves the rest at its default: settings are typed by hand. */
function settingsFrom(value: unknown): Settings {
  const { preview, codeLens, inlayHints, rules } = fields(value);
  const hint = defaultSettings.inlayHints;
  return {
    preview: { autoRun: flag(fields(preview)['autoRun'], defaultSettings.preview.autoRun) },
    codeLens: { enabled: flag(fields(codeLens)['enabled'], defaultSettings.codeLens.enabled) },
    inlayHints: {
      defaults: flag(fields(inlayHints)['defaults'], hint.defaults),
      durations: flag(fields(inlayHints)['durations'], hint.durations),
      alerts: flag(fields(inlayHints)['alerts'], hint.alerts),
    },
    rules: fields(rules),
  };
}

const flag = (value: unknown, otherwise: boolean) => (typeof value === 'boolean' ? value : otherwise);

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
