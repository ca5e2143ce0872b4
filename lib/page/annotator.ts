import type { MentionsReply, PageRequest } from '../model/messages.ts';
import { MAX_CHUNK_LENGTH, type TextBlock } from '../model/page.ts';
import { type Block, idsOf, toTextBlocks } from './blocks.ts';
import { MentionTable } from './mentions.ts';
import { PageText } from './page-text.ts';
import type { HighlightPainter } from './paint.ts';
import { runInSlices, type SliceClock } from './slices.ts';

/** The line to the background, as far as scanning needs it. */
export interface ScanLine {
  /** See `Connection.current` and `Connection.open`. */
  readonly current: number;
  open(): number;
  send(request: PageRequest): void;
}

/** What an annotator is built from. */
export interface AnnotatorParts {
  readonly document: Document;
  readonly painter: HighlightPainter;
  readonly line: ScanLine;
  readonly clock: SliceClock;
  isOwn(node: Node): boolean;
  /** Introduces the page as it is now. */
  greet(): PageRequest;
  /** Marks came, went or moved. */
  changed(): void;
}

/** Asking again after the background died, in a row, before giving up until the page changes. */
const MAX_RETRIES = 3;

/** Keeps the page marked: sends its text to the background as it comes, and paints what comes back. */
export class Annotator {
  readonly mentions: MentionTable;
  readonly text: PageText;
  readonly #parts: AnnotatorParts;
  /** Ids of parts of blocks that were sent and not answered. */
  readonly #unanswered = new Set<number>();
  /** The port over which the background was told all blocks. */
  #told = 0;
  #url = '';
  #retries = 0;
  /** The answers that came, in their order. */
  #applying: Promise<void> = Promise.resolve();
  /** Set while it runs. */
  #stop: AbortController | undefined;

  constructor(parts: AnnotatorParts) {
    this.#parts = parts;
    this.mentions = new MentionTable(parts.painter);
    this.text = new PageText(
      parts.document,
      {
        found: (blocks, isLast) => this.#scan(blocks, isLast),
        replaced: (block, predecessors) => {
          this.mentions.inherit(block, predecessors);
          this.#forget(predecessors);
        },
        moved: (block) => this.mentions.repaint(block),
        disturbed: (block) => this.mentions.disturb(block),
        gone: (blocks) => {
          for (const block of blocks) this.mentions.remove(block);
          this.#forget(blocks);
          parts.changed();
        },
        shadow: (root) => parts.painter.addRoot(root),
        restyle: () => parts.painter.restyle(),
      },
      parts.clock,
      parts.isOwn,
    );
  }

  get isRunning(): boolean {
    return this.#stop !== undefined;
  }

  start(): void {
    if (this.#stop) return;
    const stop = new AbortController();
    this.#stop = stop;
    // The background prepares while the page is read.
    setTimeout(() => {
      if (!stop.signal.aborted && !this.#parts.document.hidden) this.#introduce();
    });
    this.text.start();
  }

  /** Takes everything of ours out of the page. */
  stop(): void {
    if (!this.#stop) return;
    this.#stop.abort();
    this.#stop = undefined;
    this.text.stop();
    this.mentions.clear();
    this.#parts.painter.clear();
    this.#unanswered.clear();
    this.#told = 0;
    this.#parts.changed();
  }

  /** Has all blocks scanned again; the marks stay until the answers come. */
  rescan(): void {
    if (this.#stop) this.#tellAll(true);
  }

  /** Tells a background that has lost the page of all of it, before it is asked about a mention. */
  tell(): void {
    if (this.#told !== this.#parts.line.open()) this.#tellAll(true);
  }

  /** The background lost what it knew. */
  retry(): void {
    if (this.#unanswered.size > 0 && this.#retries++ < MAX_RETRIES) this.#tellAll(true);
  }

  /** Paints an answer once those before it are painted: of two about the same block, the later holds. */
  receive(reply: MentionsReply): void {
    if (!this.#stop) return;
    const { signal } = this.#stop;
    this.#retries = 0;
    for (const id of reply.blockIds) this.#unanswered.delete(id);
    const { clock, changed } = this.#parts;
    this.#applying = this.#applying.finally(async () => {
      await runInSlices(this.mentions.apply(reply, this.text.table), () => 'visible', clock, signal);
      if (this.mentions.size === 0 && this.#unanswered.size === 0) this.#parts.painter.clear();
      changed();
    });
  }

  #scan(blocks: readonly Block[], isLast: boolean): void {
    // An application went on to another page, whose title, date and subjects are evidence of their own. On a
    // new port the background knows nothing, and single blocks would lack the evidence of the others.
    if (this.#url === this.#findUrl() && this.#told === this.#parts.line.open()) this.#send(blocks, isLast);
    else this.#tellAll(isLast);
  }

  /** Introduces the page and tells all its text. */
  #tellAll(isLast: boolean): void {
    this.#introduce();
    this.#send([...this.text.table.blocks()], isLast);
  }

  #introduce(): void {
    const { line, greet } = this.#parts;
    this.#unanswered.clear();
    this.#url = this.#findUrl();
    this.#told = line.open();
    line.send(greet());
  }

  #findUrl(): string {
    return this.#parts.document.URL.split('#')[0]!;
  }

  #send(blocks: readonly Block[], isLast: boolean): void {
    const messages = toMessages(blocks.flatMap(toTextBlocks));
    for (const [index, message] of messages.entries()) {
      for (const { id } of message) this.#unanswered.add(id);
      this.#parts.line.send({
        type: 'scan',
        blocks: message,
        isLast: isLast && index === messages.length - 1,
      });
    }
  }

  #forget(blocks: readonly Block[]): void {
    const blockIds = blocks.flatMap(idsOf);
    for (const id of blockIds) this.#unanswered.delete(id);
    // A background that is asleep has forgotten already.
    if (this.#told !== 0 && this.#told === this.#parts.line.current) {
      this.#parts.line.send({ type: 'forget', blockIds });
    }
  }
}

/** Packs blocks, in their order, into messages of at most MAX_CHUNK_LENGTH code units; at least one. */
function toMessages(blocks: readonly TextBlock[]): TextBlock[][] {
  let message: TextBlock[] = [];
  const messages = [message];
  let length = 0;
  for (const block of blocks) {
    if (length + block.text.length > MAX_CHUNK_LENGTH) {
      message = [];
      messages.push(message);
      length = 0;
    }
    message.push(block);
    length += block.text.length;
  }
  return messages;
}
