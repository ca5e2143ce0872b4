// `npm run build`: the release builds for both browsers, in .output/.
import { buildExtension } from './setup/build-extension.ts';
import { BROWSER_FAMILIES } from './setup/find-browser.ts';
import { runMain } from './setup/project.ts';

await runMain(async () => {
  for (const family of BROWSER_FAMILIES) console.log(await buildExtension(family, 'release'));
  return 0;
});
