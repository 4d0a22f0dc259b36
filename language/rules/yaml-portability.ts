import { syntaxOf } from '../model/document-format.ts';
import { type Node, overlap, type Pair, type ScalarNode } from '../syntax/tree.ts';
import { code } from '../validate/wording.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';
import { mayDiffer, readingIn11 } from './kit/yaml-1-1.ts';

/** A value that tools of YAML 1.1 read as another. */
export const yamlPortability: Rule = {
  id: 'yaml-portability',
  severity: 'warning',
  title: 'Value that other YAML tools read differently',
  isPerMonitor: true,
  doc:
    'Driftscope reads YAML 1.2, as the newer libraries do. PyYAML, Go’s yaml.v2 and others read YAML 1.1, in which `1e-3` is ' +
    'text, `012` is ten, `on` is true and `1:30` is ninety. If anything else reads the config, it sees another one. The fix writes ' +
    'what every tool reads alike. Of the key `on` of a retraining policy nothing is said, because the format asks for it: ' +
    'PyYAML gives it as the key `True`. In settings, which only Driftscope reads, everything is fine.',
  good: [
    { text: '- kind: drift\n  threshold: 0.001\n' },
    { text: '- kind: drift\n  threshold: 1.0e-3\n' },
    { text: '- kind: metric\n  metric: "on"\n' },
    { text: 'monitors: [{ kind: drift }]\nretraining: [{ on: [drift] }]\n' },
    { file: 'a.monitor.json', text: '[{ "kind": "drift", "threshold": 1e-3 }]\n' },
    { file: 'driftscope.config.yaml', text: 'rules: { zero-std: off }\n' },
  ],
  bad: [
    {
      text: '- kind: drift\n  threshold: 1e-3\n',
      marks: '1e-3',
      fix: 'Write `0.001`',
      message: 'YAML 1.1 tools such as PyYAML read `1e-3` as text; write `0.001`',
    },
    {
      text: '- kind: latency\n  strategy: { type: static, bound: 012 }\n',
      marks: '012',
      fix: 'Write `12`',
      message: 'YAML 1.1 tools such as PyYAML read `012` as 10; write `12`',
    },
    {
      text: '- kind: metric\n  metric: on\n',
      marks: 'on',
      fix: 'Quote it',
      message: 'YAML 1.1 tools such as PyYAML read `on` as `true`; write `"on"`',
    },
    {
      text: 'monitors: []\nstrategies:\n  no: { type: p_value }\n',
      marks: 'no',
      fix: 'Quote it',
      message: 'YAML 1.1 tools such as PyYAML read `no` as `false`; write `"no"`',
    },
    {
      text: '- kind: latency\n  strategy: { type: static, bound: 0o17 }\n',
      marks: '0o17',
      fix: 'Write `15`',
    },
    {
      text: 'model: { version: 1:30 }\nmonitors: []\n',
      marks: '1:30',
      fix: 'Quote it',
      message: 'YAML 1.1 tools such as PyYAML read `1:30` as the number 90; write `"1:30"`',
    },
  ],
  check(context) {
    const { config } = context;
    if (syntaxOf(config.uri) === 'json' || config.format === 'settings') return [];
    const exempt = new Set(
      config.facts.policies.flatMap(({ node }) => node?.pairs.map(({ key }) => key) ?? []),
    );
    const found: RuleFinding[] = [];
    for (const { root, damage } of config.documents) {
      // Where the text cannot be read in full, a policy may not be seen for what it is.
      const isExempt = (node: ScalarNode) => damage.length > 0 || exempt.has(node);
      for (const node of root ? plainScalars(root, [], context.settled) : [])
        if (!isOn(node, context) || !isExempt(node)) found.push(...judge(node, context));
    }
    return found;
  },
};

const isOn = (node: ScalarNode, { config: { text } }: RuleContext) =>
  text.slice(node.start, node.end) === 'on';

function judge(node: ScalarNode, { config: { text, findings } }: RuleContext): RuleFinding[] {
  const source = text.slice(node.start, node.end);
  const reading = readingIn11(source, node.value);
  // A value that breaks the schema is one mistake, and its fix another.
  if (!reading || findings.some(({ span }) => overlap(span, node))) return [];
  const message = `YAML 1.1 tools such as ${reading.tool} read ${code(source)} as ${reading.as}; write ${code(reading.portable)}`;
  const edits = [{ start: node.start, end: node.end, newText: reading.portable }];
  const title = reading.portable.startsWith('"') ? 'Quote it' : `Write ${code(reading.portable)}`;
  return [{ span: node, message, fixes: [{ title, edits, isCertain: true }] }];
}

/**
 * The plain scalars that are worth a look, keys included; what an alias stands for is written elsewhere.
 * @param settled nodes in which there are none
 */
function plainScalars(node: Node, into: ScalarNode[], settled: ReadonlySet<Node>): readonly ScalarNode[] {
  if (settled.has(node)) return into;
  if (node.kind === 'seq') {
    for (const { value, alias } of node.items) if (!alias) plainScalars(value, into, settled);
  } else if (node.kind === 'map') {
    for (const pair of node.pairs) plainPair(pair, into, settled);
    for (const pair of node.merges) plainPair(pair, into, settled);
  } else if (node.style === 'plain' && mayDiffer(node.value)) into.push(node);
  return into;
}

function plainPair({ key, value, alias }: Pair, into: ScalarNode[], settled: ReadonlySet<Node>): void {
  plainScalars(key, into, settled);
  if (!alias) plainScalars(value, into, settled);
}
