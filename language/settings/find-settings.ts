import type { RuleLevel } from '../../core/documents/settings-spec.ts';
import { type ReadConfig, readConfig } from '../model/read-config.ts';
import type { LanguageHost } from '../model/resolve.ts';
import { levelOf } from '../model/settings-facts.ts';
import { relativePath } from '../relative-path.ts';
import { type FileSettings, noSettings, settingsFor } from './lint-settings.ts';

/** Names of settings files; of two in one folder the first counts. */
const names = ['driftscope.config.yaml', 'driftscope.config.yml'];

/** Deeper than anybody's folders; a guard against addresses that never end. */
const maxFolders = 64;

/** The settings file that was read last for a document, so that it is not read anew on every keystroke. */
export type SettingsCache = { last?: ReadConfig };

/** The settings of a file: of the nearest settings file upwards, over those of the editor. Never throws. */
export async function findSettings(
  uri: string,
  host: LanguageHost,
  cache: SettingsCache,
): Promise<FileSettings> {
  try {
    const { settingsUri, rules = {} } = (await host.lintOptions?.(uri)) ?? {};
    const levels = levelsOf(rules);
    const read = await nearest(settingsUri ? [settingsUri] : candidates(uri), host, cache);
    if (!read?.facts.settings) return { ...noSettings, levels };
    return settingsFor(relativePath(read.uri, uri), read.facts.settings, levels);
  } catch (error) {
    host.log?.(`the settings for ${uri} cannot be found: ${error}`);
    return noSettings;
  }
}

/** The addresses at which a settings file of a document may stand, the nearest first. */
function candidates(uri: string): string[] {
  // An unsaved file stands nowhere, so nothing stands above it.
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(uri)) return [];
  const root = uri.indexOf('/', uri.indexOf('://') + 3);
  const folders: string[] = [];
  for (
    let at = uri.lastIndexOf('/');
    at >= root && folders.length < maxFolders;
    at = uri.lastIndexOf('/', at - 1)
  ) {
    folders.push(uri.slice(0, at + 1));
    if (at === 0) break;
  }
  return folders.flatMap((folder) => names.map((name) => folder + name));
}

/** The first that can be read. All are asked for at once: most do not exist, and each would be waited for. */
async function nearest(
  uris: readonly string[],
  host: LanguageHost,
  cache: SettingsCache,
): Promise<ReadConfig | undefined> {
  const texts = await Promise.all(uris.map((uri) => host.readText(uri).catch(() => undefined)));
  const at = texts.findIndex((text) => text !== undefined);
  const [uri, text] = [uris[at], texts[at]];
  if (uri === undefined || text === undefined) return undefined;
  const known = cache.last;
  if (known?.uri === uri && known.text === text) return known;
  cache.last = readConfig(uri, text, 'settings');
  return cache.last;
}

function levelsOf(rules: Readonly<Record<string, unknown>>): Map<string, RuleLevel> {
  const levels = Object.entries(rules).map(([rule, value]) => [rule, levelOf(value)] as const);
  return new Map(levels.filter((entry): entry is [string, RuleLevel] => entry[1] !== undefined));
}
