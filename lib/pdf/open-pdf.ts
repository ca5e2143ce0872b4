import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import type { PdfFault } from './fetch-pdf.ts';

export type PdfReading =
  | { readonly ok: true; readonly pdf: PDFDocumentProxy }
  | { readonly ok: false; readonly fault: PdfFault };

/** Largest picture that is decoded, in pixels; a larger one is left out of its page. */
const MAX_IMAGE_PIXELS = 64 * 1024 * 1024;

/** Folders of what pdf.js loads when a document needs it (scripts/setup/pdf-assets.ts). */
export interface PdfAssets {
  /** Tables that texts in East Asian fonts are read with. */
  readonly cMapUrl: string;
  /** The decoder of JPEG 2000. */
  readonly wasmUrl: string;
}

export async function readPdf(bytes: Uint8Array, assets: PdfAssets): Promise<PdfReading> {
  GlobalWorkerOptions.workerSrc = workerUrl;
  try {
    const pdf = await getDocument({
      data: bytes,
      ...assets,
      cMapPacked: true,
      maxImageSize: MAX_IMAGE_PIXELS,
      // The policy of an extension's pages allows neither, and a document's own scripts are never run.
      isEvalSupported: false,
      useWasm: false,
      enableXfa: false,
    }).promise;
    return { ok: true, pdf };
  } catch (error) {
    return { ok: false, fault: (error as Error).name === 'PasswordException' ? 'encrypted' : 'broken' };
  }
}
