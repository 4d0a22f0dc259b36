/** A problem that no rule finds: the text cannot be read, or breaks its schema. It can be neither set nor silenced. */
export interface Unusable {
  /** As shown beside the problem, like the id of a rule. */
  readonly id: string;
  readonly title: string;
  /** Why it is a problem, and the way out. */
  readonly doc: string;
}

/** Every problem that is told beside those of the rules. */
export const unusable: readonly Unusable[] = [
  {
    id: 'schema-unknown-key',
    title: 'Unknown key',
    doc: 'No such key is known at this place, so nothing would read it. The message names the nearest key there is, or the kind or strategy that the key belongs to.',
  },
  {
    id: 'schema-missing-key',
    title: 'Missing key',
    doc: 'A key without which the object cannot be used. A quick fix adds it with the value of its example.',
  },
  {
    id: 'schema-conflicting-keys',
    title: 'Keys that exclude each other',
    doc: 'Each of these keys says the same in its own way; with both it is open which one counts.',
  },
  {
    id: 'schema-missing-value',
    title: 'Missing value',
    doc: 'A key or a list item with nothing behind it. In YAML, what belongs to a key is on its line or indented below it.',
  },
  {
    id: 'schema-wrong-type',
    title: 'Value of the wrong type',
    doc: 'A number, text, list or map where another of them is asked for. In YAML, quotes make text of a number: `"1.4"` is a version, `1.4` a number.',
  },
  {
    id: 'schema-unknown-value',
    title: 'Unknown value',
    doc: 'The key takes one of a few words, and this is none of them. The message names the nearest, or all.',
  },
  {
    id: 'schema-out-of-bounds',
    title: 'Value out of bounds',
    doc: 'A number, or a number of items, that is smaller or larger than can be used. Hover the key for its range and unit.',
  },
  {
    id: 'schema-bad-format',
    title: 'Text of the wrong form',
    doc: 'Names, durations and addresses have a form. A duration is one number with one of the units ms, s, m, h, d (`90s`, `5m`), or a number of seconds.',
  },
  {
    id: 'schema-repeated-item',
    title: 'Item listed twice',
    doc: 'Items of this list count once; the second one does nothing.',
  },
  {
    id: 'duplicate-key',
    title: 'Key given twice',
    doc: 'A map has each key once. Of two, some tools take the first and others the last.',
  },
  {
    id: 'yaml-syntax',
    title: 'Not YAML',
    doc: 'The text cannot be read here. What stands around it is checked all the same.',
  },
  {
    id: 'yaml-bad-key',
    title: 'Key that is no text',
    doc: 'Keys of configs are plain words. YAML allows lists, maps and aliases as keys; no key of a config is one.',
  },
  {
    id: 'yaml-bad-merge',
    title: 'Merge of something that is no map',
    doc: 'Behind `<<:` stands the alias of a map, or a list of such aliases; their keys count where the map has none of its own.',
  },
  {
    id: 'yaml-unknown-alias',
    title: 'Alias without an anchor',
    doc: '`*name` repeats what `&name` marks. The anchor must stand before the alias, in the same document of the file. Text that begins with `*`, such as the path `*.csv`, needs quotes.',
  },
  {
    id: 'yaml-alias-cycle',
    title: 'Alias of what it stands in',
    doc: 'An alias within the very value that its anchor marks would go on without end.',
  },
  {
    id: 'yaml-unknown-tag',
    title: 'Tag without a meaning',
    doc: 'Tags such as `!secret` belong to other programs. Here the tag is ignored, and the value read as it stands.',
  },
  {
    id: 'yaml-extra-document',
    title: 'Second document in a file',
    doc: 'A file is one document; what follows `---` belongs into a file of its own. Files of strategies may have several.',
  },
  {
    id: 'yaml-too-deep',
    title: 'Nested too deeply',
    doc: 'No config needs this many levels; reading them could exhaust the memory of the editor.',
  },
  {
    id: 'yaml-too-large',
    title: 'Aliases that come to too much',
    doc: 'Aliases of aliases make a short file a very large one when written out. Those beyond the limit are not followed.',
  },
  {
    id: 'json-syntax',
    title: 'Not JSON',
    doc: 'JSON has no comments (rules are silenced by `overrides` in `driftscope.config.yaml`), no comma before a closing bracket, and double quotes around all text. YAML has no such rules: a `.yaml` file may hold the same config.',
  },
  {
    id: 'json-too-deep',
    title: 'Nested too deeply',
    doc: 'No config needs this many levels; reading them could exhaust the memory of the editor.',
  },
  {
    id: 'file-too-large',
    title: 'File too large',
    doc: 'Files of this size are not checked, so that the editor keeps up with typing. Split the monitors into several configs.',
  },
  {
    id: 'internal-error',
    title: 'Mistake of Driftscope',
    doc: 'A check has failed, by no fault of the config; its other problems are told all the same. The log of the language server says where it happened.',
  },
];
