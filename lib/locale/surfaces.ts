/** A part of the product with strings of its own: one JSON file a language. */
export type Surface =
  | 'backup'
  | 'dossier'
  | 'popup'
  | 'problems'
  | 'settings'
  | 'shared'
  | 'sidepanel'
  | 'tooltip'
  | 'viewer'
  | 'welcome';
