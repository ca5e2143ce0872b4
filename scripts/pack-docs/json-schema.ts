import { z } from 'zod';
import { documentSchema, headerSchema, RECORD_KINDS } from '../../lib/pack/schema.ts';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/**
 * The JSON Schema of format 1. Its root describes a JSON document; `#/$defs/record` describes one line
 * of JSON Lines.
 */
export function makeJsonSchema(): JsonSchema {
  const { $schema: dialect, $defs: recordDefs, ...root } = convert(documentSchema);
  // The header has a name of its own, so it comes as a definition.
  const { $defs: headerDefs } = convert(headerSchema);
  return {
    $schema: dialect,
    title: 'Fact pack, format 1',
    description:
      'Entities, their names and facts about them, each fact with its source. The root describes a pack as one JSON document; a line of JSON Lines is described by #/$defs/record.',
    ...root,
    $defs: {
      ...headerDefs,
      ...recordDefs,
      record: {
        description: 'One line of a pack in JSON Lines. The first line is the header.',
        oneOf: RECORD_KINDS.map((kind) => ({
          properties: { record: { const: kind } },
          required: ['record'],
          allOf: [{ $ref: `#/$defs/${kind === 'pack' ? 'header' : kind}` }],
        })),
      },
    },
  };
}

function convert(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
}
