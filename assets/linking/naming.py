"""Keep the ids of stories while documents arrive."""

import hashlib
from collections import Counter
from typing import Any

import polars as pl

Row = dict[str, Any]


def name_stories(
    stories: list[Row], earlier: pl.DataFrame | None, every: pl.DataFrame | None = None
) -> list[Row]:
    """Give every story (with its `articles`) a `story_id` and `aliases`.

    An earlier id goes to the story that holds most of its articles; where several claim one story, the one
    with most articles in it wins and the others become its aliases. A story that nothing claims gets a new
    id, made from its least article id. `every` has all earlier stories, where `earlier` are only those that
    these come after: whose names are taken.
    """
    before = [] if earlier is None else earlier.select("story_id", "aliases", "articles").to_dicts()
    home = {
        article["article_id"]: place for place, story in enumerate(stories) for article in story["articles"]
    }
    claims = sorted(_claims(before, home), key=lambda claim: (-claim[0], claim[1]))
    ids: dict[int, str] = {}
    aliases: dict[int, list[str]] = {}
    for _, story_id, place, older in claims:
        aliases.setdefault(place, []).extend(older)
        if ids.setdefault(place, story_id) != story_id:
            aliases[place].append(story_id)
    names = earlier if every is None else every
    taken = set() if names is None else {*names["story_id"], *names["aliases"].explode().drop_nulls()}
    return [
        story
        | {
            "story_id": ids.get(place) or _new_id(story, taken),
            "aliases": sorted(set(aliases.get(place, []))),
        }
        for place, story in enumerate(stories)
    ]


def _claims(before: list[Row], home: dict[str, int]) -> list[tuple[int, str, int, list[str]]]:
    """For each earlier story: how many of its articles are together still, its id, the place of the story
    that holds them, its aliases."""
    claims = []
    for story in before:
        homes = Counter(
            home[article["article_id"]] for article in story["articles"] if article["article_id"] in home
        )
        if homes:
            place, together = min(homes.items(), key=lambda item: (-item[1], item[0]))
            claims.append((together, story["story_id"], place, story["aliases"]))
    return claims


def _new_id(story: Row, taken: set[str]) -> str:
    """An id that no story has or had."""
    seed = min(article["article_id"] for article in story["articles"])
    while (found := hashlib.blake2b(seed.encode(), digest_size=8).hexdigest()) in taken:
        seed += "+"
    taken.add(found)
    return found
