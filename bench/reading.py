"""Draw rows of a published file to be read: `python -m bench.reading DATABASE [--seed N]`.

Prints quotes and entities drawn by a seed, and every story of several articles, each with what it takes to
say whether it is right: what stands around a quote, one place where an entity is named, the headlines of a
story. What was found is counted by hand and written into docs/benchmarks.md; the rows themselves are of the
pages and stay out of the repository.
"""

import argparse
from pathlib import Path
from typing import Final

import duckdb

AROUND: Final = 160  # characters of the text on each side of what is read
QUOTES: Final = """
    SELECT a.path, q.kind, coalesce(e.name, q.speaker, '–') AS speaker, q.text, p.text AS paragraph
    FROM quotes AS q JOIN articles AS a USING (article_id)
    LEFT JOIN article_entities AS e ON e.article_id = q.article_id AND e.entity_id = q.speaker_id
    LEFT JOIN paragraphs AS p ON p.article_id = q.article_id AND contains(p.text, q.text)
    WHERE q.kind IN ('direct', 'partial', 'indirect')
    QUALIFY row_number() OVER (PARTITION BY q.quote_id ORDER BY p.paragraph_no) = 1
    ORDER BY md5(q.quote_id || ?) LIMIT ?"""
ENTITIES: Final = """
    SELECT a.path, e.kind, e.name, e.aliases, m.surface, p.text AS paragraph
    FROM article_entities AS e JOIN articles AS a USING (article_id)
    JOIN mentions AS m ON m.article_id = e.article_id AND m.entity_id = e.entity_id
    LEFT JOIN paragraphs AS p ON p.article_id = e.article_id AND contains(p.text, m.surface)
    QUALIFY 1 = row_number() OVER (
        PARTITION BY e.article_id, e.entity_id ORDER BY m.char_start, p.paragraph_no
    )
    ORDER BY md5(e.article_id || e.entity_id || ?) LIMIT ?"""
STORIES: Final = """
    SELECT s.story_id, list(a.headline ORDER BY a.path), list(t.why ORDER BY a.path)
    FROM stories AS s JOIN story_articles AS t USING (story_id) JOIN articles AS a USING (article_id)
    WHERE s.article_count > 1 GROUP BY ALL ORDER BY ALL"""


def around(paragraph: str | None, words: str) -> str:
    """What stands around some words of a paragraph; nothing where they stand in none."""
    if not paragraph:
        return ""
    at = paragraph.find(words)
    return paragraph[max(at - AROUND, 0) : at + len(words) + AROUND]


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--seed", default="24")
    parser.add_argument("--quotes", type=int, default=100)
    parser.add_argument("--entities", type=int, default=200)
    given = parser.parse_args()
    with duckdb.connect(str(given.database), read_only=True) as connection:
        quotes = connection.execute(QUOTES, [given.seed, given.quotes]).fetchall()
        for number, (path, kind, speaker, text, paragraph) in enumerate(quotes, 1):
            print(f"quote {number} | {path} | {kind} | {speaker} | {text}\n    {around(paragraph, text)}")
        entities = connection.execute(ENTITIES, [given.seed, given.entities]).fetchall()
        for number, (path, kind, name, aliases, surface, paragraph) in enumerate(entities, 1):
            print(f"entity {number} | {path} | {kind} | {name} | {aliases}\n    {around(paragraph, surface)}")
        for number, (_, headlines, reasons) in enumerate(connection.sql(STORIES).fetchall(), 1):
            print(f"story {number} | {headlines}\n    {reasons}")


if __name__ == "__main__":
    main()
