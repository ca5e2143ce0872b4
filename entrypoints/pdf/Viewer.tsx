import { useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { ExtensionPage } from '../../components/shared/ExtensionPage.tsx';
import { type ViewerState, ViewerView } from '../../components/viewer/ViewerView.tsx';
import { hasAccessTo, patternOfHost, requestAccessTo } from '../../lib/extension/site-access.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import { fetchPdf, MAX_PDF_BYTES, type PdfFault } from '../../lib/pdf/fetch-pdf.ts';
import { readPdf } from '../../lib/pdf/open-pdf.ts';
import { PdfPages } from '../../lib/pdf/pdf-pages.ts';
import { useTheme } from '../shared/use-theme.ts';

export interface ViewerProps {
  readonly translator: Translator;
  /** Address of the PDF, of which nothing is known; undefined: the reader chooses a file. */
  readonly address: string | undefined;
}

/** Opens the PDF that the address names, or that the reader chooses, and draws it. */
export function Viewer({ translator, address }: ViewerProps) {
  const url = address !== undefined && /^https?:/.test(address) ? address : undefined;
  const [state, setState] = useState<ViewerState>({ kind: url ? 'loading' : 'empty' });
  const [source, setSource] = useState<{ readonly file?: File }>({});
  const theme = useTheme();
  const root = useRef<HTMLDivElement>(null);
  /** A document that is open need not be opened again for another language. */
  const spoken = useRef(translator);
  spoken.current = translator;

  useEffect(() => {
    if (!url && !source.file) return;
    const ending = new AbortController();
    let pages: PdfPages | undefined;
    const show = async () => {
      if (!source.file && url && !(await hasAccessTo(url))) {
        setState({ kind: 'no-access', host: new URL(url).hostname });
        return;
      }
      setState({ kind: 'loading' });
      const bytes = source.file ? await readFile(source.file) : await fetchPdf(url!, ending.signal);
      if (ending.signal.aborted) return;
      const reading =
        typeof bytes === 'string'
          ? ({ ok: false, fault: bytes } as const)
          : await readPdf(bytes, { cMapUrl: folder('cmaps'), wasmUrl: folder('decoders') });
      if (ending.signal.aborted) {
        if (reading.ok) await reading.pdf.destroy();
        return;
      }
      if (!reading.ok) {
        setState({ kind: 'failed', fault: reading.fault });
        return;
      }
      const { pdf } = reading;
      const title = source.file?.name ?? nameOf(url!);
      document.title = title;
      setState({ kind: 'shown', title, pageCount: pdf.numPages });
      const labelOf = (page: number) => spoken.current.t('viewer.page', { page, pages: pdf.numPages });
      pages = new PdfPages(pdf, root.current!, labelOf, console.error);
      await pages.start();
    };
    show().catch((error: unknown) => {
      // What another document has taken the place of fails, as its own is gone.
      if (ending.signal.aborted) return;
      console.error(error);
      setState({ kind: 'failed', fault: 'broken' });
    });
    return () => {
      ending.abort();
      pages?.end().catch(console.error);
    };
  }, [url, source]);

  return (
    <ExtensionPage translator={translator} theme={theme}>
      <ViewerView
        state={state}
        maxSize={MAX_PDF_BYTES / 1024 / 1024}
        address={url}
        onAllow={() => {
          if (url) void requestAccessTo(patternOfHost(new URL(url).hostname)).then(() => setSource({}));
        }}
        onRetry={() => setSource({})}
        onFile={(file) => setSource({ file })}
      >
        <div ref={root} class="viewer__pages" />
      </ViewerView>
    </ExtensionPage>
  );
}

async function readFile(file: File): Promise<Uint8Array | PdfFault> {
  return file.size > MAX_PDF_BYTES ? 'too-large' : new Uint8Array(await file.arrayBuffer());
}

/** Address of a folder of the extension. */
function folder(name: string): string {
  return browser.runtime.getURL(`/${name}/` as '/pdf.html');
}

/** Name of the file at an address. */
function nameOf(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
