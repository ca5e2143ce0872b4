import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A place in the source that asks for a message. A `*` in the id stands for what is known only when it runs. */
export interface MessageUse {
  readonly place: string;
  readonly id: string;
  /** Names of the values passed; undefined where the source does not spell them out. */
  readonly values: readonly string[] | undefined;
  /** True for `t('…')`; false for an id that is only mentioned, e.g. in a table. */
  readonly isCall: boolean;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child);
  }
}

/** A string literal's text, or a template's with `*` for each `${…}`. */
function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as { value: { raw: string } }[]).map((quasi) => quasi.value.raw).join('*');
}

function isTranslation(node: Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = node.callee as Node;
  const name = callee.type === 'MemberExpression' ? (callee.property as Node).name : callee.name;
  return name === 't' || name === 'translate';
}

function valueNames(node: unknown): readonly string[] | undefined {
  if (node === undefined) return [];
  if (!isNode(node) || node.type !== 'ObjectExpression') return undefined;
  const properties = node.properties as Node[];
  if (properties.some((property) => property.type !== 'Property')) return undefined;
  return properties.map((property) => String((property.key as Node).name ?? (property.key as Node).value));
}

/** Every use of a message of these surfaces in one source. */
export function findUses(place: string, source: string, surfaces: readonly string[]): MessageUse[] {
  const nodes = [...walk(parseSync(place, source).program as unknown as Node)];
  const isId = (text: string | undefined) => surfaces.some((surface) => text?.startsWith(`${surface}.`));
  const calls = nodes.filter(isTranslation).flatMap((node): MessageUse[] => {
    const [idNode, valuesNode] = node.arguments as unknown[];
    const id = textOf(idNode);
    return id !== undefined && isId(id) ? [{ place, id, values: valueNames(valuesNode), isCall: true }] : [];
  });
  const mentions = nodes.flatMap((node): MessageUse[] => {
    const id = textOf(node);
    return id !== undefined && isId(id) ? [{ place, id, values: undefined, isCall: false }] : [];
  });
  return [...calls, ...mentions];
}

const SPOKEN_ATTRIBUTES = new Set(['alt', 'aria-label', 'label', 'placeholder', 'title', 'text', 'hint']);

/** Words that a component would show without asking for their translation. */
export function findHardCodedTexts(place: string, source: string): string[] {
  return [...walk(parseSync(place, source).program as unknown as Node)].flatMap((node) => {
    if (node.type === 'JSXText') {
      const text = String(node.value).trim();
      return /\p{L}/u.test(text) ? [`${place}: “${text}”`] : [];
    }
    if (node.type !== 'JSXAttribute') return [];
    const name = String((node.name as Node).name);
    const text = textOf(node.value);
    return SPOKEN_ATTRIBUTES.has(name) && text && /\p{L}/u.test(text) ? [`${place}: ${name}="${text}"`] : [];
  });
}

/** The product's sources by path. */
export function readSources(): Map<string, string> {
  const files = ['lib', 'components', 'entrypoints'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name))),
  );
  return new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]));
}

/** True if the id, whose `*` stand for anything, may mean the key. */
export function mayMean(id: string, key: string): boolean {
  const [first = '', ...rest] = id.split('*');
  if (rest.length === 0) return id === key;
  const last = rest.at(-1) ?? '';
  return key.length > first.length + last.length && key.startsWith(first) && key.endsWith(last);
}
