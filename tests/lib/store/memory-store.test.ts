import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { describeFactStore } from './fact-store-contract.ts';

describeFactStore('the memory store', async () => createMemoryStore());
