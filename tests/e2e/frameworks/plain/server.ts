import type { RenderPage } from '../pages.ts';
import { print } from './print.ts';

export const render: RenderPage = async () => new Blob([print(1)]).stream();
