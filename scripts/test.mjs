#!/usr/bin/env node
// `npm test`. Node 20 and npm are all that this file may rely on.
import { installDependencies, runOnPinnedNode } from './setup/dependencies.mjs';

installDependencies();
process.exitCode = await runOnPinnedNode('scripts/run-checks.ts', process.argv.slice(2));
