import { defineComponent, h, ref } from 'vue';
import { editionOf, LATE_TEXT, later } from '../story.ts';

export const App = defineComponent(() => {
  const number = ref(1);
  const late = ref('');
  const next = () => {
    number.value++;
    void later(LATE_TEXT).then((text) => {
      late.value = text;
    });
  };
  return () => {
    const { hasLead, partner, items } = editionOf(number.value);
    return h('main', [
      h('h1', 'Money for machines'),
      hasLead
        ? h('p', [
            'The startup ',
            h('strong', 'Nscale'),
            ' builds data centers for AI, and Soft',
            h('em', 'Bank'),
            ' lends.',
          ])
        : undefined,
      h(
        'p',
        { class: hasLead ? 'long' : 'short' },
        `Edition ${number.value}. All eyes are on ${partner} now.`,
      ),
      h(
        'ul',
        items.map(({ id, text }) => h('li', { key: id }, text)),
      ),
      late.value ? h('p', late.value) : undefined,
      h('button', { type: 'button', onClick: next }, 'Next edition'),
    ]);
  };
});
