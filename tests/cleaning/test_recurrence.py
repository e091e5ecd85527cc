"""Lines an outlet repeats are boilerplate, unless the outlet merely published the article twice."""

from itertools import pairwise
from typing import Any

import polars as pl

from assets.cleaning import clean, recur, verdicts
from checks.contracts.recurring import Recurring

SUBJECTS = ["ferry", "market", "library", "orchard", "bridge"]


def files(
    count: int = 5, footer: str = "The Quay is printed on recycled sailcloth", outlet: str = "quay"
) -> dict[str, str]:
    """Articles about different things with one footer."""
    told = (
        "The {0} on the {1} hill was sold to a cousin of the mayor, who means to paint the {0} in stripes "
        "before the {2} fair opens."
    )
    return {
        f"{outlet}/{subject}.txt": "\n".join(
            [
                f"A {subject} changes hands",
                *(told.format(subject, f"{subject}{n}", f"{n}{subject}") for n in range(6)),
                footer,
            ]
        )
        for subject in SUBJECTS[:count]
    }


def test_repeated_line_is_learned_with_its_support(parsed: Any) -> None:
    rows = Recurring.validate(recur(parsed(files()).lazy())).filter(
        pl.col("sample") == "The Quay is printed on recycled sailcloth"
    )
    assert rows.select("support", "articles", "verdict").rows() == [(5, 5, "most")]


def test_near_copies_count_once(parsed: Any) -> None:
    one = next(iter(files().values()))
    copies = {f"quay/copy{n}.txt": one.replace("sold", "sold" if n else "given", 1) for n in range(5)}
    assert recur(parsed(copies).lazy()).filter(pl.col("template").is_not_null()).is_empty()


def test_republished_article_keeps_its_body(parsed: Any) -> None:
    one = next(iter(files().values()))
    rows = parsed({f"quay/copy{n}.txt": one for n in range(5)})
    alone = parsed({"quay/copy0.txt": one})
    bodies = clean(rows, recur(rows.lazy()))["body"].unique().to_list()
    assert bodies == clean(alone, recur(alone.lazy()))["body"].to_list() != [""]


def test_nothing_recurs_without_an_outlet(parsed: Any) -> None:
    assert recur(parsed({path.split("/")[1]: text for path, text in files().items()}).lazy()).is_empty()


def test_an_outlet_without_news_rests_and_the_others_are_learned_as_from_all_at_once(parsed: Any) -> None:
    rows = parsed({**files(), **files(4, "Tide tables on page 7", "pier"), **files(3, "Kelp daily", "weir")})
    rows = rows.with_columns(made_from="version_id")
    arriving = (pl.col("outlet") == "pier") & pl.col("path").str.contains("orchard")
    leaving = (pl.col("outlet") == "weir") & pl.col("path").str.contains("ferry")
    before, now = rows.filter(~arriving), rows.filter(~leaving)
    off = pl.DataFrame({"outlet": ["quay"], "line": ["The Quay is printed on recycled sailcloth"]})
    earlier = recur(before.lazy(), None, off)
    rested = pl.col("outlet") == "quay"
    marked = earlier.with_columns(
        sample=pl.when(rested & ~pl.col("enabled")).then(pl.lit("as it was")).otherwise("sample")
    )
    grown = recur(now.lazy(), marked, None)
    assert grown.filter(sample="as it was").height == 1, "the rows of quay are the earlier ones"
    assert grown.drop("sample").equals(recur(now.lazy()).drop("sample"))


def test_order_of_arrival_does_not_matter(parsed: Any) -> None:
    rows = parsed({**files(), **files(4, "Tide tables on page 7", "pier")})
    assert recur(rows.lazy()).equals(recur(rows.reverse().lazy()))


def test_switched_off_line_is_no_longer_seen(parsed: Any) -> None:
    rows = parsed(files())
    line = "The Quay is printed on recycled sailcloth"
    switches = pl.DataFrame({"outlet": ["quay"], "line": [line]})
    recurring = recur(rows.lazy(), switches=switches)
    assert recurring.filter(pl.col("sample") == line)["enabled"].to_list() == [False]
    assert recurring.filter(pl.col("sample") != line)["enabled"].all()


def test_line_in_most_articles_is_dropped_by_that_rule(parsed: Any) -> None:
    rows = parsed(files())
    last = clean(rows, recur(rows.lazy()))["lines"][0][-1]
    assert (last["kept"], last["rule"]) == (False, "repeated_in_outlet")


def test_sentence_that_the_outlet_teases_under_its_other_articles_stays_where_it_was_told(
    parsed: Any, story: list[str]
) -> None:
    told = {"quay/council.txt": "\n".join(["Eastern quay to be widened", "By Ana Soto", *story])}
    rows = parsed(told | {path: f"{text}\nRead more\n{story[2]}" for path, text in files().items()})
    bodies = dict(clean(rows, recur(rows.lazy())).select("path", "body").rows())
    assert story[2] in bodies.pop("quay/council.txt")
    assert not any(story[2] in body for body in bodies.values())


def test_seen_tells_only_what_matters(parsed: Any) -> None:
    rows = parsed(files())
    few, many = recur(rows.head(4).lazy()), recur(rows.lazy())
    before = verdicts(rows.head(4).lazy(), few).collect().sort("version_id")
    after = verdicts(rows.head(4).lazy(), many).collect().sort("version_id")
    assert before.equals(after)  # the counts differ, the verdicts do not
    none = (
        verdicts(rows.head(4).lazy(), many.with_columns(enabled=pl.lit(False))).collect().sort("version_id")
    )
    assert not before.equals(none)


def test_an_order_of_dates_is_seen_by_those_alone_that_need_it(parsed: Any) -> None:
    open_date, plain = (
        text.replace("\n", f"\n{date}\n", 1)
        for text, date in zip(files(2).values(), ("03/04/2025", "3 April 2025"), strict=True)
    )
    rows = parsed({"quay/open.txt": open_date, "quay/plain.txt": plain})
    habit = recur(rows.lazy())
    seen = {
        order: verdicts(rows.lazy(), habit.with_columns(day_first=pl.lit(order))).collect()
        for order in (True, False)
    }
    changed = seen[True].join(seen[False], on=["version_id", "seen"], how="anti")
    assert rows.join(changed, on="version_id")["path"].to_list() == ["quay/open.txt"]


def test_habits_of_a_large_outlet_rest_while_articles_arrive(parsed: Any) -> None:
    """A footer of half of the articles, and as many dates of each order: what one more article would tip."""
    rows = parsed(
        {
            f"quay/{n}.txt": f"Subject number {n}\n{'13/01' if n % 2 else '01/13'}/2025\n"
            + "\n".join(
                f"The {n}th {word} of {n * k} was sold in lot {n}{k}." for k, word in enumerate("abcdefg")
            )
            + ("\nThe Quay is printed on recycled sailcloth" if n % 2 else "")
            for n in range(400)
        }
    )
    told = []
    for count in range(360, 401):
        known = rows.head(count).lazy()
        told.append(verdicts(rows.head(360).lazy(), recur(known)).collect().sort("version_id"))
    flips = sum(not before.equals(after) for before, after in pairwise(told))
    assert flips <= 3
    assert recur(rows.lazy()).equals(recur(rows.sample(fraction=1, shuffle=True, seed=1).lazy()))


def test_outlet_shows_its_date_order(parsed: Any) -> None:
    dated = {
        path: text.replace("\n", f"\n{13 + n}/01/2025\n", 1) for n, (path, text) in enumerate(files().items())
    }
    open_date = {
        "quay/open.txt": next(iter(files().values()))
        .replace("ferry", "lantern")
        .replace("\n", "\n03/04/2025\n", 1)
    }
    rows = parsed({**dated, **open_date})
    recurring = recur(rows.lazy())
    assert recurring.filter(pl.col("template").is_null())["day_first"].to_list() == [True]
    found = clean(rows, recurring).filter(pl.col("path") == "quay/open.txt")
    assert found["published_at"].dt.date().cast(pl.String).to_list() == ["2025-04-03"]


def test_one_file_full_of_dates_does_not_turn_its_outlets_habit(parsed: Any) -> None:
    dated = {
        path: text.replace("\n", f"\n{13 + n}/01/2025\n", 1) for n, (path, text) in enumerate(files().items())
    }
    page = next(iter(files().values())).replace("ferry", "lantern")
    full = {
        "quay/full.txt": page.replace("\n", "\n" + "".join(f"01/{day}/2025\n" for day in range(13, 31)), 1)
    }
    rows = parsed({**dated, **full})
    assert recur(rows.filter(pl.col("path") == "quay/full.txt").lazy())["day_first"].to_list() == [False]
    recurring = recur(rows.lazy())
    assert recurring.filter(pl.col("template").is_null())["day_first"].to_list() == [True]
    assert recur(rows.reverse().lazy()).equals(recurring)
