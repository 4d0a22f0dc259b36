import { replaceWord } from '../finding.ts';
import type { PathFacts } from '../model/facts.ts';
import { code } from '../validate/wording.ts';
import type { Rule } from './kit/rule.ts';

/** A path that leads nowhere, or a glob that matches nothing. */
export const fileNotFound: Rule = {
  id: 'file-not-found',
  severity: 'warning',
  needsData: true,
  title: 'File not found',
  doc:
    'Paths are relative to the file they stand in. A missing include or config under test is an error; missing event ' +
    'files are a warning, because data is often not kept beside the config.',
  good: [
    {
      text: 'include: [a.strategies.yaml]\npreview: { events: ["data/*.ndjson"] }\nmonitors: []\n',
      files: { 'a.strategies.yaml': 'strategies: {}\n', 'data/x.ndjson': '' },
    },
  ],
  bad: [
    {
      text: 'include: [a.strategies.yaml]\nmonitors: []\n',
      marks: 'a.strategies.yaml',
      message: 'No file `a.strategies.yaml` beside this one',
    },
    {
      text: 'preview: { events: ["data/*.ndjson"] }\nmonitors: []\n',
      marks: '"data/*.ndjson"',
      message: 'No file matches `data/*.ndjson`',
    },
    {
      text: '- kind: prediction_drift\n  reference: { events: training.ndjson }\n',
      marks: 'training.ndjson',
      message: 'No file `training.ndjson` beside this one',
    },
    {
      text: 'preview: { events: [data/requets.csv] }\nmonitors: []\n',
      files: { 'data/requests.csv': '' },
      marks: 'data/requets.csv',
      fix: 'Change to `data/requests.csv`',
      message: 'No file `data/requets.csv`, seen from this file; did you mean `data/requests.csv`?',
    },
    {
      file: 'a.monitor.test.yaml',
      text: 'config: b.monitor.yaml\ntests: [{ name: t, expect: [{ never: true }] }]\n',
      marks: 'b.monitor.yaml',
    },
  ],
  check: ({ config, resolution: { matches, meant } }) =>
    isOnDisk(config.uri)
      ? config.facts.paths
          .filter((path) => matches.get(path)?.length === 0)
          .map((path) => ({
            ...words(path, meant.get(path), config.text),
            severity: isData(path) ? 'warning' : 'error',
          }))
      : [],
};

/** Data is often not kept beside the config. */
const isData = ({ use }: PathFacts) => use === 'events' || use === 'reference';

/** An unsaved file stands nowhere, so nothing stands beside it. */
const isOnDisk = (uri: string) => !uri.startsWith('untitled:');

function words({ text, span }: PathFacts, meant: string | undefined, source: string) {
  if (/[*?[\]{}]/.test(text)) return { span, message: `No file matches ${code(text)}` };
  const place = text.startsWith('/') ? '' : text.includes('/') ? ', seen from this file' : ' beside this one';
  const message = `No file ${code(text)}${place}`;
  if (meant === undefined) return { span, message };
  return {
    span,
    message: `${message}; did you mean ${code(meant)}?`,
    data: replaceWord(source, span, meant),
  };
}
