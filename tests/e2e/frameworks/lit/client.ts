import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { editionOf, LATE_TEXT, later, setStage } from '../story.ts';

class NewsStory extends LitElement {
  static override readonly properties = { number: { state: true }, late: { state: true } };
  declare number: number;
  declare late: string;

  constructor() {
    super();
    this.number = 1;
    this.late = '';
  }

  override render() {
    const { hasLead, partner } = editionOf(this.number);
    return html`
      <main>
        <h1>Money for machines</h1>
        ${hasLead ? html`<slot></slot>` : nothing}
        <p class=${hasLead ? 'long' : 'short'}>Edition ${this.number}. All eyes are on ${partner} now.</p>
        <news-list .number=${this.number}></news-list>
        ${this.late ? html`<p>${this.late}</p>` : nothing}
        <button type="button" @click=${this.next}>Next edition</button>
      </main>
    `;
  }

  async next() {
    this.number++;
    this.late = await later(LATE_TEXT);
  }
}

class NewsList extends LitElement {
  static override readonly properties = { number: {} };
  declare number: number;

  override render() {
    const { items } = editionOf(this.number);
    return html`<ul>${repeat(
      items,
      ({ id }) => id,
      ({ text }) => html`<li>${text}</li>`,
    )}</ul>`;
  }
}

setStage({
  takeOver() {
    customElements.define('news-list', NewsList);
    customElements.define('news-story', NewsStory);
  },
});
