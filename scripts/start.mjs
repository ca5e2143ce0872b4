#!/usr/bin/env node
// `npm start [-- firefox|chromium]`. Node 20 and npm are all that this file may rely on.
import { installDependencies, runOnPinnedNode } from './setup/dependencies.mjs';

installDependencies();
process.exitCode = await runOnPinnedNode('scripts/open-browser.ts', process.argv.slice(2));
