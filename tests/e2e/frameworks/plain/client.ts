import { editionOf, LATE_TEXT, later, ROOT_ID, setStage } from '../story.ts';
import { print } from './print.ts';

/** Ways in which scripts without a framework change what they wrote: in place, by moving, and all at once. */
function change(): void {
  const { items, partner } = editionOf(2);
  document.getElementById('lead')?.remove();
  const line = document.querySelector('main > p')!;
  const text = line.firstChild as Text;
  text.splitText('Edition 1. All eyes are on '.length).data = `${partner} now.`;
  text.data = 'Edition 2. All eyes are on ';
  line.normalize();
  line.className = 'short';
  document.querySelector('ul')!.replaceChildren(...items.map(({ id }) => document.getElementById(id)!));
}

async function addLate(): Promise<void> {
  const paragraph = document.createElement('p');
  paragraph.textContent = await later(LATE_TEXT);
  document.querySelector('ul')!.after(paragraph);
}

setStage({
  takeOver() {
    const root = document.getElementById(ROOT_ID)!;
    let number = 1;
    root.addEventListener('click', (event) => {
      if (!(event.target as Element).matches('button')) return;
      number++;
      if (number === 2) change();
      else root.innerHTML = print(number);
      void addLate();
    });
  },
});
