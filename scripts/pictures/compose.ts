import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Language } from '../../lib/model/settings.ts';
import { findOrInstallBrowser } from '../setup/install-packages.ts';
import { ROOT } from '../setup/project.ts';
import type { Piece } from './capture.ts';

/** CSS pixels, which are the pixels of the picture. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Captions = Readonly<
  Record<'tooltip' | 'search' | 'panel' | 'import' | 'reasons' | 'promise', string>
>;

/** What a picture is made of: the pieces of one language as data addresses, and its captions. */
export interface Material {
  readonly language: Language;
  readonly pieces: Readonly<Record<Piece, string>>;
  readonly captions: Captions;
}

/** Draws pictures that pages are made of, in a browser without the extension. */
export class Composer {
  readonly #page: Page;
  readonly close: () => Promise<void>;

  private constructor(page: Page, close: () => Promise<void>) {
    this.#page = page;
    this.close = close;
  }

  static async open(): Promise<Composer> {
    const { executablePath } = await findOrInstallBrowser('chromium');
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    return new Composer(await browser.newPage(), () => browser.close());
  }

  /** @returns PNG. */
  async draw(html: string, size: Size): Promise<Uint8Array> {
    await this.#page.setViewportSize(size);
    await this.#page.setContent(html, { waitUntil: 'load' });
    await this.#page.evaluate(() => document.fonts.ready.then(() => undefined));
    return this.#page.screenshot({ animations: 'disabled' });
  }

  /** The same picture as WebP, a quarter of the size: for documents. */
  async toWebp(png: string): Promise<Uint8Array> {
    const webp = await this.#page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.86);
    }, png);
    return Buffer.from(webp.slice(webp.indexOf(',') + 1), 'base64');
  }
}

export function toDataAddress(file: string): string {
  return `data:image/png;base64,${readFileSync(file).toString('base64')}`;
}

const STYLE = `
  * { box-sizing: border-box }
  body { margin: 0; height: 100vh; overflow: hidden; background: #0b5d55; color: #fff; display: flex; flex-direction: column;
    font-family: "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "Noto Sans CJK JP", system-ui, sans-serif }
  h1 { font-size: 42px; line-height: 1.2; font-weight: 700; margin: 0; text-wrap: balance }
  .head { height: 130px; padding: 0 80px; display: flex; align-items: center; gap: 28px }
  .head svg { width: 64px; height: 64px; flex: none; filter: drop-shadow(0 0 0.5px #fff) }
  .stage { position: relative; width: 1120px; height: 620px; margin: 0 auto; border-radius: 12px; overflow: hidden;
    box-shadow: 0 12px 40px rgb(0 0 0 / 0.35); background: #fff }
  .stage > img { display: block }
  .popup, .panel { position: absolute; inset-block-start: 0; inset-inline-end: 0 }
  .popup { inset-block-start: 12px; inset-inline-end: 16px; border-radius: 10px; box-shadow: 0 8px 30px rgb(0 0 0 / 0.35) }
  .popup, .popup img { max-height: 600px }
  .popup { overflow: hidden }
  .panel { height: 100%; border-inline-start: 1px solid #ccc; background: #fff; overflow: hidden }
  .tile { align-items: center; justify-content: center; gap: 16px; text-align: center; padding: 28px }
  .tile svg { filter: drop-shadow(0 0 0.5px #fff) }
  .tile .name { font-weight: 700 }
`;

const ICON = readFileSync(path.join(ROOT, 'scripts/icons/icon.svg'), 'utf8').replace(
  'fill="#0b5d55"',
  'fill="#08463f"',
);

function page({ language }: Material, body: string, kind = ''): string {
  return `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<meta charset="utf-8"><style>${STYLE}</style><body class="${kind}">${body}</body></html>`;
}

function framed(material: Material, caption: keyof Captions, stage: string): string {
  const heading = material.captions[caption];
  return page(
    material,
    `<div class="head">${ICON}<h1>${heading}</h1></div><div class="stage">${stage}</div>`,
  );
}

const SCREEN = { width: 1280, height: 800 } as const;

function tile({ size, icon, name, line }: { size: Size; icon: number; name: number; line: number }) {
  return {
    size,
    html: (material: Material) =>
      page(
        material,
        `<div style="width:${icon}px;height:${icon}px">${ICON}</div>
         <div class="name" style="font-size:${name}px">Factmark</div>
         <div style="font-size:${line}px">${material.captions.tooltip}</div>`,
        'tile',
      ),
  };
}

interface StorePicture {
  readonly size: Size;
  html(material: Material): string;
}

/** Every picture of a store's page by its file name; the numbers are their order there. */
export const STORE_PICTURES: Readonly<Record<string, StorePicture>> = {
  '1-tooltip': {
    size: SCREEN,
    html: (material) => framed(material, 'tooltip', `<img src="${material.pieces.tooltip}">`),
  },
  '2-search': {
    size: SCREEN,
    html: (material) =>
      framed(
        material,
        'search',
        `<img src="${material.pieces.article}"><div class="popup"><img src="${material.pieces.search}"></div>`,
      ),
  },
  '3-panel': {
    size: SCREEN,
    html: (material) =>
      framed(
        material,
        'panel',
        `<img src="${material.pieces.article}"><div class="panel"><img src="${material.pieces.panel}"></div>`,
      ),
  },
  '4-import': {
    size: SCREEN,
    html: (material) => framed(material, 'import', `<img src="${material.pieces.import}">`),
  },
  '5-reasons': {
    size: SCREEN,
    html: (material) => framed(material, 'reasons', `<img src="${material.pieces.reasons}">`),
  },
  '6-dark': {
    size: SCREEN,
    html: (material) => framed(material, 'promise', `<img src="${material.pieces['tooltip-dark']}">`),
  },
  'tile-small': tile({ size: { width: 440, height: 280 }, icon: 88, name: 34, line: 19 }),
  'tile-large': tile({ size: { width: 1400, height: 560 }, icon: 170, name: 84, line: 40 }),
};
