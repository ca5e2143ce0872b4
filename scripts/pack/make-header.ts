import { PACK_FORMAT, type PackHeader } from '../../lib/model/fact-pack.ts';
import { READ_LIMITS } from '../../lib/pack/limits.ts';
import { ProblemLog } from '../../lib/pack/problems.ts';
import { checkShape } from '../../lib/pack/shape.ts';
import { CommandError } from './output.ts';
import { describe } from './read-file.ts';

/**
 * The header of a pack that a command begins.
 *
 * @throws CommandError that names the option and says what to write instead.
 */
export function makeHeader(options: Pick<PackHeader, 'id' | 'version' | 'title' | 'language'>): PackHeader {
  const { id, version, title, language } = options;
  const header = { format: PACK_FORMAT, id, version, title, language } as const;
  const log = new ProblemLog();
  checkShape('pack', header, { place: {}, log, mayBeUnclean: true, maxDepth: READ_LIMITS.maxDepth });
  const problem = log.kept.find(({ severity }) => severity === 'error');
  if (!problem) return header;
  throw new CommandError(
    `--${problem.place.path?.slice('$.'.length) ?? ''} is not usable. ${describe(problem).fix}`,
  );
}
