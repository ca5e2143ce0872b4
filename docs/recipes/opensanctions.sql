-- A fact pack of an OpenSanctions export (FollowTheMoney JSON Lines, "entities.ftm.json"), with DuckDB:
--
--   duckdb < opensanctions.sql
--
-- Reads entities.ftm.json in the current folder and writes opensanctions.jsonl. Whoever needs other schemata,
-- lists or facts changes the three views; `npm run pack -- validate` says whether the result is a pack.

CREATE OR REPLACE TEMP VIEW things AS
SELECT
  id, caption, datasets, last_seen, properties,
  CASE "schema"
    WHEN 'Person' THEN 'person'
    WHEN 'Vessel' THEN 'product'
    WHEN 'Airplane' THEN 'product'
    ELSE 'organization'
  END AS type
FROM read_json('entities.ftm.json', format = 'newline_delimited', maximum_object_size = 16777216, columns = {
  id: 'VARCHAR', "schema": 'VARCHAR', caption: 'VARCHAR', datasets: 'VARCHAR[]', last_seen: 'VARCHAR',
  properties: 'STRUCT("name" VARCHAR[], alias VARCHAR[], "previousName" VARCHAR[], "weakAlias" VARCHAR[],
    summary VARCHAR[], position VARCHAR[], "wikidataId" VARCHAR[])'
})
WHERE "schema" IN ('Person', 'Company', 'Organization', 'LegalEntity', 'PublicBody', 'Vessel', 'Airplane');

-- json_merge_patch leaves out what is null, as format 1 wants it.
CREATE OR REPLACE TEMP VIEW entities AS
SELECT id, json_merge_patch('{}', json_object(
  'record', 'entity',
  'id', id,
  'type', type,
  'name', left(trim(caption), 300),
  'description', left(coalesce(properties.summary[1], properties.position[1]), 2000),
  'aliases', to_json(list_concat(
    list_transform(
      list_filter(list_sort(list_distinct(list_concat(properties.name, properties.alias))),
        lambda text: text <> caption AND length(text) BETWEEN 2 AND 300)[1:900],
      lambda text: to_json(text)),
    list_transform(properties."previousName", lambda text: json_object('text', text, 'kind', 'previous')),
    -- Too vague to mark alone: they count once the entity is established on a page.
    list_transform(properties."weakAlias", lambda text: json_object('text', text, 'kind', 'weak'))
  )),
  'sameAs', CASE WHEN properties."wikidataId"[1] IS NOT NULL
    THEN to_json(['https://www.wikidata.org/entity/' || properties."wikidataId"[1]]) END
)) AS line
FROM things;

CREATE OR REPLACE TEMP VIEW facts AS
SELECT id, json_merge_patch('{}', json_object(
  'record', 'fact',
  'id', id || '/' || dataset,
  'about', to_json([id]),
  'property', 'listed',
  'statement', left(trim(caption), 300) || ' is on the list ' || dataset || '.',
  'status', 'reported',
  'asOf', left(last_seen, 10),
  'sources', to_json([{source: dataset}])
)) AS line
FROM (SELECT id, caption, last_seen, unnest(datasets) AS dataset FROM things);

CREATE OR REPLACE TEMP VIEW pack AS
SELECT 0 AS part, '' AS id, 0 AS place, json_object(
  'record', 'pack', 'format', 'fact-pack/1', 'id', 'example.org/opensanctions', 'version', '1.0.0',
  'title', 'Persons and companies on public lists', 'language', 'en', 'license', 'CC-BY-NC-4.0',
  'publisher', json_object('name', 'OpenSanctions', 'url', 'https://www.opensanctions.org/')
) AS line
UNION ALL
SELECT 1, dataset, 0, json_object('record', 'source', 'id', dataset, 'title', dataset,
  'url', 'https://www.opensanctions.org/datasets/' || dataset || '/')
FROM (SELECT DISTINCT unnest(datasets) AS dataset FROM things)
UNION ALL
SELECT 2, id, 0, line FROM entities
UNION ALL
SELECT 2, id, 1, line FROM facts;

-- In the same order each time, an entity before its facts: so an update costs readers only what changed.
COPY (SELECT line FROM pack ORDER BY part, id, place, line)
TO 'opensanctions.jsonl' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x1f');
