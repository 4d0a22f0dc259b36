import type { Rule } from './kit/rule.ts';

/** An include that leads back to the file itself. */
export const includeCycle: Rule = {
  id: 'include-cycle',
  severity: 'error',
  title: 'Circular include',
  doc:
    'Files that include each other have no order in which one of them wins. Move what they share to a file that ' +
    'includes neither.',
  good: [
    {
      text: 'include: [a.strategies.yaml]\nmonitors: []\n',
      files: { 'a.strategies.yaml': 'strategies: {}\n' },
    },
  ],
  bad: [
    {
      text: 'include: [b.monitor.yaml]\nmonitors: []\n',
      files: { 'b.monitor.yaml': 'include: [example.monitor.yaml]\nmonitors: []\n' },
      marks: 'b.monitor.yaml',
      message: 'These files include each other: example.monitor.yaml → b.monitor.yaml → example.monitor.yaml',
    },
    {
      text: 'include: [example.monitor.yaml]\nmonitors: []\n',
      marks: 'example.monitor.yaml',
      message: 'The file includes itself',
    },
  ],
  check: ({ resolution: { cycles } }) =>
    cycles.map(({ path, files }) => ({
      span: path.span,
      message:
        files.length === 2
          ? 'The file includes itself'
          : `These files include each other: ${files.join(' → ')}`,
    })),
};
