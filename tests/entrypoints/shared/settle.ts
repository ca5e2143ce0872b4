import { act } from 'preact/test-utils';

/** Does something and lets all that follows from it happen. */
export function settle(run?: () => void): Promise<void> {
  return act(async () => {
    run?.();
    await new Promise((resolve) => setTimeout(resolve));
  });
}
