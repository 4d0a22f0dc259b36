import { fileNameOf } from '../model/document-format.ts';
import type { Rule } from './kit/rule.ts';

/** An included file that cannot be used as it is. */
export const brokenInclude: Rule = {
  id: 'broken-include',
  severity: 'error',
  title: 'Include with errors',
  doc:
    'The included file, or one that it includes, cannot be read or breaks its schema. What is wrong is told there; here it is ' +
    'told because this config takes its strategies from it, and cannot be run before the file is mended.',
  good: [
    {
      text: 'include: [a.strategies.yaml]\nmonitors: []\n',
      files: { 'a.strategies.yaml': 'strategies: { slow: { type: static, bound: 250 } }\n' },
    },
  ],
  bad: [
    {
      text: 'include: [a.strategies.yaml]\nmonitors: []\n',
      files: {
        'a.strategies.yaml': 'strategies: { slow: { type: statc, bound: 250 }, late: { type: static } }\n',
      },
      marks: 'a.strategies.yaml',
      message: '2 errors in a.strategies.yaml',
    },
    {
      text: 'include: [a.monitor.yaml]\nmonitors: []\n',
      files: {
        'a.monitor.yaml': 'include: [b.strategies.yaml]\nmonitors: []\n',
        'b.strategies.yaml': 'strategies: [}\n',
      },
      marks: 'a.monitor.yaml',
      message: '1 error in b.strategies.yaml',
    },
  ],
  check: ({ resolution: { broken } }) =>
    broken.map(({ path, uri, errors: [first, ...others] }) => ({
      span: path.span,
      message: `${others.length + 1} ${others.length === 0 ? 'error' : 'errors'} in ${fileNameOf(uri)}`,
      related: [{ uri, span: first.span, message: first.message }],
    })),
};
