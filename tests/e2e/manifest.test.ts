import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { BROWSER_FAMILIES, type BrowserFamily } from '../../scripts/setup/find-browser.ts';
import { ROOT } from '../../scripts/setup/project.ts';

interface Manifest {
  readonly permissions: readonly string[];
  readonly optional_host_permissions: readonly string[];
  readonly host_permissions?: readonly string[];
  readonly web_accessible_resources?: unknown;
  readonly externally_connectable?: unknown;
  readonly content_scripts?: unknown;
  readonly content_security_policy?: { readonly extension_pages: string };
  readonly browser_specific_settings?: {
    readonly gecko: { readonly data_collection_permissions: { readonly required: readonly string[] } };
  };
}

const readManifest = (family: BrowserFamily): Manifest =>
  JSON.parse(readFileSync(path.join(inject('releaseFolders')[family], 'manifest.json'), 'utf8'));

describe.each(BROWSER_FAMILIES)('the release for %s', (family) => {
  it('asks for the permissions that README explains, and no more', () => {
    const { permissions, host_permissions, optional_host_permissions, content_scripts } =
      readManifest(family);
    const [, section = ''] =
      /## Permissions([\s\S]*?)\n## /.exec(readFileSync(path.join(ROOT, 'README.md'), 'utf8')) ?? [];
    const explained = [...section.matchAll(/^\| `(\w+)`( in Chromium)? \|/gm)].filter(
      ([, , onlyInChromium]) => family === 'chromium' || !onlyInChromium,
    );
    expect([...permissions].sort()).toEqual(explained.map(([, name]) => name).sort());
    expect({ host_permissions, content_scripts }).toEqual({});
    expect(optional_host_permissions).toEqual(['<all_urls>']);
  });

  it('lets pages fetch nothing of it, and talk to nothing in it', () => {
    const { web_accessible_resources, externally_connectable } = readManifest(family);
    expect({ web_accessible_resources, externally_connectable }).toEqual({});
  });

  it('runs no code but its own', () => {
    const policy = readManifest(family).content_security_policy?.extension_pages ?? '';
    for (const part of ["script-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'none'"]) {
      expect(policy.split('; ')).toContain(part);
    }
    expect(policy).not.toMatch(/unsafe|wasm|https?:|\*/);
  });

  it('makes no code out of strings, and loads none from elsewhere', () => {
    const folder = inject('releaseFolders')[family];
    const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.js'),
    );
    expect(scripts.length).toBeGreaterThan(5);
    const careless = scripts.flatMap((file) => {
      const code = readFileSync(path.join(folder, file), 'utf8');
      // Two libraries ask first whether they may, in a `try`; the policy above says no.
      const found = [
        ...code.matchAll(
          /\beval\(|(?<!try\{return )\bFunction\(|\bnew Function\(|\bimportScripts\(|import\(["'`]https?:/g,
        ),
      ];
      return found.map(({ 0: what, index }) => `${file}: ${what} ${code.slice(index - 60, index + 60)}`);
    });
    expect(careless).toEqual([]);
  });
});

describe('the release for Firefox', () => {
  it('declares that it collects nothing', () => {
    const { gecko } = readManifest('firefox').browser_specific_settings ?? {};
    expect(gecko?.data_collection_permissions.required).toEqual(['none']);
  });
});
