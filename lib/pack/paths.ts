/** ".name", or "['odd name']" where JSONPath needs it. */
export function pathStep(key: string): string {
  if (/^[A-Za-z_$][\w$-]*$/.test(key)) return `.${key}`;
  const shown = key.length > 40 ? `${key.slice(0, 39)}…` : key;
  return `[${JSON.stringify(shown.toWellFormed())}]`;
}

/** A JSONPath with further steps: field names and list positions. */
export function joinPath(start: string | undefined, steps: readonly PropertyKey[]): string {
  const path = steps.map((step) => (typeof step === 'number' ? `[${step}]` : pathStep(String(step))));
  return (start ?? '$') + path.join('');
}
