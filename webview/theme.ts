/** The colours that charts draw with; the stylesheet defines each as a custom property `--ds-NAME`. */
const colorNames = [
  'background',
  'text',
  'muted',
  'grid',
  'line',
  'limit',
  'info',
  'warning',
  'critical',
  'pending',
  'firing',
  'warming',
  'retraining',
] as const;

export type Theme = Readonly<Record<(typeof colorNames)[number], string>> & {
  readonly font: string;
  /** Shading that is clear without being subtle. */
  readonly isHighContrast: boolean;
};

/** The theme as the stylesheet has it at this moment. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const colors = Object.fromEntries(
    colorNames.map((name) => [name, style.getPropertyValue(`--ds-${name}`).trim()]),
  ) as Record<(typeof colorNames)[number], string>;
  const isHighContrast =
    /vscode-high-contrast/.test(document.body.className) ||
    matchMedia('(forced-colors: active), (prefers-contrast: more)').matches;
  return { ...colors, font: `11px ${style.fontFamily}`, isHighContrast };
}

/** Calls `onChange` whenever the theme may have changed: VS Code rewrites classes and styles, browsers their scheme. */
export function watchTheme(onChange: () => void): void {
  const observer = new MutationObserver(onChange);
  for (const element of [document.documentElement, document.body]) {
    observer.observe(element, { attributes: true, attributeFilter: ['class', 'style'] });
  }
  for (const query of [
    '(prefers-color-scheme: dark)',
    '(prefers-contrast: more)',
    '(forced-colors: active)',
  ]) {
    matchMedia(query).addEventListener('change', onChange);
  }
}
