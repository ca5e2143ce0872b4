import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Layer → layers that it may import besides itself, and packages that it may import (DESIGN.md §2). */
const MAY_IMPORT: Record<string, { layers: readonly string[] | 'all'; packages: readonly string[] }> = {
  'lib/model': { layers: [], packages: [] },
  'lib/locale': {
    layers: ['lib/model'],
    packages: ['@lingui/message-utils/compileMessage'],
  },
  'lib/text': { layers: ['lib/model'], packages: ['@orama/stemmers'] },
  'lib/gazetteer': { layers: ['lib/model', 'lib/text'], packages: [] },
  'lib/linker': { layers: ['lib/model', 'lib/text', 'lib/gazetteer'], packages: [] },
  'lib/search': { layers: ['lib/model', 'lib/text'], packages: [] },
  'lib/pack': { layers: ['lib/model', 'lib/text'], packages: ['zod', 'papaparse'] },
  'lib/tooltip': { layers: ['lib/model'], packages: [] },
  'lib/backup': { layers: ['lib/model'], packages: ['zod', 'modern-tar'] },
  'lib/citation': {
    layers: ['lib/model', 'lib/tooltip'],
    packages: ['@citation-js/core', '@citation-js/plugin-bibtex'],
  },
  'lib/store': { layers: ['lib/model', 'lib/gazetteer', 'lib/search'], packages: ['idb'] },
  'lib/services': {
    layers: [
      'lib/model',
      'lib/text',
      'lib/gazetteer',
      'lib/linker',
      'lib/search',
      'lib/pack',
      'lib/store',
      'lib/tooltip',
      'lib/backup',
    ],
    packages: [],
  },
  'lib/page': { layers: ['lib/model'], packages: [] },
  'lib/pdf': { layers: [], packages: ['pdfjs-dist'] },
  'lib/extension': { layers: ['lib/model'], packages: ['wxt'] },
  components: {
    layers: ['lib/model', 'lib/tooltip', 'lib/pack', 'lib/locale', 'lib/citation', 'lib/backup'],
    packages: ['preact', 'lucide', '@tanstack/virtual-core'],
  },
  entrypoints: {
    layers: 'all',
    packages: ['wxt', 'preact', 'comlink'],
  },
};

/** What a page's process may ever load: the content script, the tooltip that follows it, and what shows a selection's. */
const CONTENT_ENTRYPOINTS = [
  'entrypoints/page-begin.ts',
  'entrypoints/content-script/index.ts',
  'entrypoints/tooltip.ts',
  'entrypoints/look-up.ts',
];
const CONTENT_LAYERS = ['lib/model', 'lib/page', 'lib/tooltip', 'lib/extension', 'components'];
const CONTENT_COMPONENTS = ['components/FactTooltip', 'components/tooltip/', 'components/shared/'];
/** Single files of other layers. The translator interprets messages that the background has compiled. */
const CONTENT_FILES = [
  'entrypoints/content-script/handover.ts',
  'entrypoints/content-script/page-tooltip.ts',
  'entrypoints/content-script/tooltip-page.ts',
  'lib/locale/translator.ts',
  'lib/locale/interpret.ts',
];

interface SourceFile {
  readonly file: string;
  readonly layer: string;
  readonly imports: readonly { specifier: string; target: string | undefined }[];
}

function listFiles(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

function layerOf(file: string): string {
  const [top = '', second = ''] = file.split(path.sep);
  return top === 'lib' ? `lib/${second}` : top;
}

function readSourceFile(file: string): SourceFile {
  const { module } = parseSync(file, readFileSync(path.join(ROOT, file), 'utf8'));
  const specifiers = [
    ...module.staticImports.map((statement) => statement.moduleRequest.value),
    ...module.staticExports.flatMap((statement) =>
      statement.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
  ];
  return {
    file,
    layer: layerOf(file),
    imports: [...new Set(specifiers)].map((specifier) => ({
      specifier,
      target: specifier.startsWith('.')
        ? path.relative(ROOT, path.resolve(ROOT, path.dirname(file), specifier.replace(/\?.*$/, '')))
        : undefined,
    })),
  };
}

const FILES = ['lib', 'components', 'entrypoints'].flatMap(listFiles).map(readSourceFile);
const BY_NAME = new Map(FILES.map((source) => [source.file, source]));

/** Sentences that say which import breaks the table, and where. */
function findTrespasses(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ file, layer, imports }) => {
    const allowed = MAY_IMPORT[layer];
    if (!allowed) return [`${file}: the layer ${layer} is not in the table`];
    return imports.flatMap(({ specifier, target }) => {
      if (target === undefined) {
        const isAllowed = allowed.packages.some(
          (name) => specifier === name || specifier.startsWith(`${name}/`),
        );
        return isAllowed ? [] : [`${file}: ${layer} may not import the package ${specifier}`];
      }
      if (specifier.endsWith('.css')) return [];
      const targetLayer = layerOf(target);
      const isAllowed =
        targetLayer === layer || allowed.layers === 'all' || allowed.layers.includes(targetLayer);
      return isAllowed ? [] : [`${file}: ${layer} may not import ${targetLayer} (${target})`];
    });
  });
}

function findCycle(files: readonly SourceFile[]): string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): string[] | undefined => {
    const at = trail.indexOf(file);
    if (at >= 0) return [...trail.slice(at), file];
    if (done.has(file)) return undefined;
    for (const { target } of BY_NAME.get(file)?.imports ?? []) {
      const cycle = target === undefined ? undefined : walk(target, [...trail, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const { file } of files) {
    const cycle = walk(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

function closureOf(entrypoints: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const walk = (file: string) => {
    if (reached.has(file) || !BY_NAME.has(file)) return;
    reached.add(file);
    for (const { target } of BY_NAME.get(file)?.imports ?? []) if (target !== undefined) walk(target);
  };
  for (const file of entrypoints) walk(file);
  return reached;
}

describe('architecture', () => {
  it('imports only what the layer table allows', () => {
    expect(findTrespasses(FILES)).toEqual([]);
  });

  it('has no import cycle', () => {
    expect(findCycle(FILES)).toBeUndefined();
  });

  it('resolves every relative import to a file of the project', () => {
    const dangling = FILES.flatMap(({ file, imports }) =>
      imports
        .filter(({ target }) => target !== undefined && /\.tsx?$/.test(target) && !BY_NAME.has(target))
        .map(({ specifier }) => `${file}: ${specifier}`),
    );
    expect(dangling).toEqual([]);
  });

  it('keeps the content script free of everything but the page, the tooltip and the extension API', () => {
    const entrypoints = CONTENT_ENTRYPOINTS.filter((file) => BY_NAME.has(file));
    expect(entrypoints).toEqual(CONTENT_ENTRYPOINTS);
    const strangers = [...closureOf(entrypoints)].filter((file) => {
      if (entrypoints.includes(file) || CONTENT_FILES.includes(file)) return false;
      const layer = layerOf(file);
      if (!CONTENT_LAYERS.includes(layer)) return true;
      return layer === 'components' && !CONTENT_COMPONENTS.some((allowed) => file.startsWith(allowed));
    });
    expect(strangers).toEqual([]);
  });

  it('reports an import that the table forbids', () => {
    const trespass: SourceFile = {
      file: 'lib/text/fold.ts',
      layer: 'lib/text',
      imports: [
        { specifier: '../store/fact-store.ts', target: 'lib/store/fact-store.ts' },
        { specifier: 'idb', target: undefined },
      ],
    };
    expect(findTrespasses([trespass])).toEqual([
      'lib/text/fold.ts: lib/text may not import lib/store (lib/store/fact-store.ts)',
      'lib/text/fold.ts: lib/text may not import the package idb',
    ]);
  });
});
