import { type ComponentChildren, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach } from 'vitest';
import { ExtensionPage } from '../../components/shared/ExtensionPage.tsx';
import { readEnglish } from '../../lib/locale/english.ts';
import { createTranslator } from '../../lib/locale/translator.ts';

const translator = createTranslator(
  readEnglish([
    'shared',
    'dossier',
    'popup',
    'settings',
    'sidepanel',
    'viewer',
    'welcome',
    'backup',
    'problems',
  ]),
);

/** What a component drew, in the terms of somebody who uses it. */
export interface Drawing {
  readonly root: HTMLElement;
  /** The element with this role, explicit or native, and this name, exact. @throws Error if there is none. */
  get(role: string, name?: string): HTMLElement;
  find(role: string, name?: string): HTMLElement | undefined;
  all(role: string): HTMLElement[];
  readonly text: string;
  /** Draws again with other props. */
  redraw(content: ComponentChildren): Promise<void>;
}

const NATIVE_ROLES: Readonly<Record<string, string>> = {
  button: 'button',
  link: 'a[href]',
  heading: 'h1, h2, h3, h4',
  listitem: 'li',
  radio: 'input[type="radio"]',
  checkbox: 'input[type="checkbox"]:not([role])',
  textbox: 'input[type="text"]:not([role]), textarea',
  searchbox: 'input[type="search"]',
  combobox: 'select',
  dialog: 'dialog',
  progressbar: 'progress',
};

let mounted: HTMLElement | undefined;

/**
 * Draws a component in English into the page of the test, as the extension's pages draw theirs.
 *
 * @param direction That of a language that words are not in, for what depends on it alone.
 */
export async function draw(content: ComponentChildren, direction: 'ltr' | 'rtl' = 'ltr'): Promise<Drawing> {
  const root = document.createElement('div');
  document.body.append(root);
  mounted = root;
  const redraw = (next: ComponentChildren) =>
    act(() => {
      render(
        <ExtensionPage translator={{ ...translator, direction }} theme="system">
          {next}
        </ExtensionPage>,
        root,
      );
    });
  await redraw(content);
  const all = (role: string): HTMLElement[] => {
    const native = NATIVE_ROLES[role];
    return [...root.querySelectorAll<HTMLElement>(`[role="${role}"]${native ? `, ${native}` : ''}`)];
  };
  const find = (role: string, name?: string) =>
    all(role).find((element) => name === undefined || nameOf(element) === name);
  return {
    root,
    all,
    find,
    get(role, name) {
      const element = find(role, name);
      if (!element) {
        throw new Error(`No ${role} “${name}” among: ${all(role).map(nameOf).join(' | ')}`);
      }
      return element;
    },
    get text() {
      return root.textContent ?? '';
    },
    redraw,
  };
}

afterEach(async () => {
  const root = mounted;
  if (!root) return;
  await act(() => render(null, root));
  root.remove();
  mounted = undefined;
});

/** Accessible name, as far as these components make use of the rules for it. */
export function nameOf(element: HTMLElement): string {
  const byId = element.getAttribute('aria-labelledby');
  const labels = element.id ? [...document.querySelectorAll(`label[for="${CSS.escape(element.id)}"]`)] : [];
  const wrapper = element.closest('label');
  if (wrapper) labels.push(wrapper);
  const text =
    (byId && document.getElementById(byId)?.textContent) ||
    element.getAttribute('aria-label') ||
    labels.map((label) => label.textContent).join(' ') ||
    element.textContent;
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

export async function click(element: HTMLElement): Promise<void> {
  await act(() => element.click());
}

export async function type(element: HTMLElement, text: string): Promise<void> {
  await act(() => {
    (element as HTMLInputElement).value = text;
    element.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}

/** @returns whether the browser may still do what it does on this key. */
export async function press(
  element: HTMLElement,
  key: string,
  init: KeyboardEventInit = {},
): Promise<boolean> {
  let isLeft = true;
  await act(() => {
    isLeft = element.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
    );
  });
  return isLeft;
}
