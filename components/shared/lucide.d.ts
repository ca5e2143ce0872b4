/** Icons are imported one by one, so that a bundle holds only what it draws; the package types only its barrel. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  import type { IconNode } from 'lucide';

  const icon: IconNode;
  export default icon;
}
