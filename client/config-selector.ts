/** The documents that are ours: also JSON configs which the user keeps in the language of other JSON files. */
export const configSelector = [
  { language: 'driftscope' },
  { language: 'json', pattern: '**/*.monitor.json' },
  { language: 'jsonc', pattern: '**/*.monitor.json' },
];
