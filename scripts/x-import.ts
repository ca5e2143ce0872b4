import path from 'node:path';
import { launchBrowser } from '../tests/e2e/drivers/launch.ts';
import { STORE_MODULE } from '../tests/e2e/drivers/store-world.ts';
import { until } from '../tests/e2e/drivers/until.ts';
import { buildExtension } from './setup/build-extension.ts';
import { bundleModule } from './setup/bundle-module.ts';
import { findOrInstallBrowser } from './setup/install-packages.ts';
import { installPack } from './bench/browser/install-pack.ts';
import { quantile } from './bench/browser/statistics.ts';
import { watchImport } from './bench/import/in-page.ts';
const family = (process.argv[2] ?? 'chromium') as any;
const { executablePath } = await findOrInstallBrowser(family);
const extensionFolder = await buildExtension(family, 'trial');
const storeSource = await bundleModule(STORE_MODULE, 'factmarkStore');
const F = process.env['BENCH'] ?? '.factmark/bench';
const browser = await launchBrowser(family, { executablePath, extensionFolder, isHeadless: true, viewport: { width: 1280, height: 800 } } as any);
try {
  const settings = await browser.openTab(`${browser.extensionOrigin}/options.html`);
  await installPack(settings, path.join(F, 'served.jsonl'));
  await settings.goto(`${browser.extensionOrigin}/options.html`);
  await until('the settings page', () => settings.evaluate(() => document.querySelector('input[type=file]') !== null));
  await settings.inject(storeSource);
  await settings.evaluate(() => { (window as any).stamps = []; const push = Array.prototype.push; const now = performance.now.bind(performance); (window as any).orig = now; });
  await settings.evaluate(watchImport, Array.from({ length: 200 }, (_, i) => `entity:${i * 5}`), 'entity:99999');
  await settings.upload('input[type=file]', [path.join(F, 'large.jsonl.gz')]);
  const t: any = await until('served', async () => { const x: any = await settings.evaluate(() => (window as any).readImport()); return x.served > 0 || x.failed ? x : undefined; }, { limitMs: 300_000, intervalMs: 1000 });
  const r = t.readsMs as number[];
  console.log(JSON.stringify({ staged: Math.round(t.previewed - t.chosen), served: Math.round(t.served - t.chosen), n: r.length, med: quantile(r, 0.5), p75: quantile(r, .75), p90: quantile(r, 0.9), p95: quantile(r, 0.95), p99: quantile(r, .99), max: Math.max(...r) }));
  // by tenth of reads in order
  const k = 20; console.log('p95 by twentieth:', Array.from({ length: k }, (_, i) => quantile(r.slice(Math.floor(i * r.length / k), Math.floor((i + 1) * r.length / k)), 0.95).toFixed(0)).join(' '));
  console.log('med by twentieth:', Array.from({ length: k }, (_, i) => quantile(r.slice(Math.floor(i * r.length / k), Math.floor((i + 1) * r.length / k)), 0.5).toFixed(0)).join(' '));
} finally { await browser.close(); }
