-- A fact pack of a Wikidata dump ("latest-all.json.gz": one JSON array, an entity a line), with DuckDB:
--
--   duckdb < wikidata.sql
--
-- Reads wikidata.json.gz in the current folder and writes wikidata.jsonl: everything that has articles in
-- enough Wikipedias, with names in the languages of the list, and who heads it as a fact. The columns read
-- are few, so the dump streams through; ids that are pointed at are looked up in a second pass.

CREATE OR REPLACE TEMP TABLE settings AS SELECT 20 AS least_articles, ['en', 'mul'] AS languages;

CREATE OR REPLACE TEMP TABLE items AS
SELECT
  id,
  coalesce(labels->'en'->>'value', labels->'mul'->>'value') AS name,
  descriptions->'en'->>'value' AS description,
  list_sort(list_distinct(flatten([
    coalesce(from_json(json_extract(aliases, '$.en[*].value'), '["VARCHAR"]'), []),
    coalesce(from_json(json_extract(aliases, '$.mul[*].value'), '["VARCHAR"]'), [])
  ]))) AS aliases,
  len(json_keys(sitelinks)) AS articles,
  -- instance of (P31), chief executive (P169), official website (P856)
  json_extract_string(claims, '$.P31[*].mainsnak.datavalue.value.id') AS classes,
  list_transform(
    -- Whom Wikidata no longer believes in, or who has left (P582), heads nothing.
    list_filter(json_extract(claims, '$.P169[*]'),
      lambda claim: json_extract_string(claim, '$.rank') <> 'deprecated'
        AND json_extract(claim, '$.qualifiers.P582') IS NULL),
    lambda claim: json_extract_string(claim, '$.mainsnak.datavalue.value.id')) AS heads,
  json_extract_string(claims, '$.P856[0].mainsnak.datavalue.value') AS website,
  modified
FROM read_json('wikidata.json.gz', format = 'array', maximum_object_size = 67108864, columns = {
  id: 'VARCHAR', type: 'VARCHAR', labels: 'JSON', descriptions: 'JSON', aliases: 'JSON', sitelinks: 'JSON',
  claims: 'JSON', modified: 'VARCHAR'
})
WHERE type = 'item'
  AND len(json_keys(sitelinks)) >= (SELECT least_articles FROM settings)
  AND coalesce(labels->'en'->>'value', labels->'mul'->>'value') IS NOT NULL;

CREATE OR REPLACE TEMP VIEW entities AS
SELECT id, json_merge_patch('{}', json_object(
  'record', 'entity',
  'id', 'wikidata:' || id,
  'type', CASE
    WHEN list_contains(classes, 'Q5') THEN 'person'
    WHEN list_has_any(classes, ['Q4830453', 'Q6881511', 'Q43229', 'Q891723', 'Q783794']) THEN 'organization'
    WHEN list_has_any(classes, ['Q515', 'Q6256', 'Q486972', 'Q3957', 'Q1549591', 'Q5107']) THEN 'place'
    ELSE 'concept'
  END,
  'name', left(name, 300),
  'description', left(description, 2000),
  'aliases', to_json(list_filter(aliases, lambda text: text <> name AND length(text) BETWEEN 2 AND 300)[1:1000]),
  'sameAs', to_json(list_filter(['https://www.wikidata.org/entity/' || id, website],
    lambda url: url IS NOT NULL AND url NOT LIKE '% %' AND length(url) < 2048)),
  -- The best known have articles in some 300 languages.
  'prominence', round(least(1, ln(articles) / ln(300)), 3)
)) AS line
FROM items;

CREATE OR REPLACE TEMP VIEW facts AS
SELECT item.id, json_object(
  'record', 'fact',
  'id', 'wikidata:' || item.id || '/P169/' || head.id,
  'about', to_json(['wikidata:' || item.id, 'wikidata:' || head.id]),
  'property', 'chief executive',
  'statement', left(item.name, 300) || ' names ' || left(head.name, 300) || ' as its chief executive.',
  'value', json_object('type', 'entity', 'entity', 'wikidata:' || head.id),
  'status', 'reported',
  'asOf', left(item.modified, 10),
  'sources', to_json([{source: 'wikidata', locator: item.id}])
) AS line
FROM (SELECT id, name, modified, unnest(heads) AS head FROM items) AS item
JOIN items AS head ON head.id = item.head;

CREATE OR REPLACE TEMP VIEW pack AS
SELECT 0 AS part, '' AS id, 0 AS place, json_object(
  'record', 'pack', 'format', 'fact-pack/1', 'id', 'example.org/wikidata', 'version', '1.0.0',
  'title', 'What many Wikipedias write about', 'language', 'en', 'license', 'CC0-1.0',
  'publisher', json_object('name', 'Wikidata', 'url', 'https://www.wikidata.org/')
) AS line
UNION ALL
SELECT 1, '', 0, json_object('record', 'source', 'id', 'wikidata', 'title', 'Wikidata',
  'url', 'https://www.wikidata.org/')
UNION ALL
SELECT 2, id, 0, line FROM entities
UNION ALL
SELECT 2, id, 1, line FROM facts;

-- In the same order each time, an entity before its facts: so an update costs readers only what changed.
COPY (SELECT line FROM pack ORDER BY part, id, place, line)
TO 'wikidata.jsonl' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x1f');
