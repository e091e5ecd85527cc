"""What stands between the paragraphs of a text and gives itself away by its form alone: captions with a credit, headlines of other stories.

Expressions read the lines as `judging` has them: `doc`, `text`, `ended` (has a closing mark), `sentence` (ended, and no short line).
"""

import polars as pl

from assets.cleaning.paragraphs import GOES_ON

CREDITED = (50, 700)  # bytes that a caption and its credit have at the least and at the most
NAME = r"@?\p{Lu}[\p{L}\p{N}&.’'_-]*"
ALONE = r"\p{L}*\p{Lu}\p{L}*\p{Lu}\p{L}*"  # a name of one word has two capitals: else it may begin a sentence that a link has cut
NAMES = rf"{NAME}(?:\s*[/|;,]\s*{NAME}|\s(?:(?:of|de|von|van|for|via|and|the|&)\s){{0,2}}{NAME}){{1,6}}"
BEHIND = rf"(?:\p{{Ll}}{{3}}|\))\.[\"”’»)]?\s+({NAMES}|{ALONE})$"  # a sentence, and behind its full stop names without one
STOPS = r"\p{Ll}{3}[.!?][\"”’»)]?\s+[\p{Lu}“\"«„]"  # where a sentence ends and something follows
MARKED = r"\s(?:©|\([cC]\)|[Cc]redits?:|[Cc]r[ée]dit\s?:|[Ff]oto(?:\s?:|\s?©))\s?[^.!?]{2,60}$"

SHOUTED, WORDS = 64, 7  # bytes and words that a headline in capitals has at the least: a shorter line may be a subheading
CAPITALS, SMALL = 30, 2  # letters of either kind in it, at the least and at the most


def credited() -> pl.Expr:
    """True for a caption: a sentence, and behind it the photographer, the agency, without a closing mark; no line below goes on with it.

    Readers sign their letters so too: one below another, with several sentences or different names.
    """
    goes_on = pl.col("text").shift(-1).over("doc").str.contains(GOES_ON).fill_null(False)
    text = pl.when(~pl.col("ended") & ~goes_on & pl.col("text").str.len_bytes().is_between(*CREDITED)).then("text")
    name = pl.when(text.str.count_matches(STOPS) <= 1).then(text.str.extract(BEHIND, 1))
    letters = pl.any_horizontal((name.shift(beside).over("doc") != name).fill_null(False) for beside in (-1, 1))
    return (name.is_not_null() & ~letters) | text.str.contains(MARKED).fill_null(False)


def shouted() -> pl.Expr:
    """True for a line in capitals too long for a subheading, amid sentences that are not: the headline of another story."""
    long = pl.when(~pl.col("ended") & (pl.col("text").str.len_bytes() >= SHOUTED)).then("text")
    sentences = pl.col("sentence") & pl.col("text").str.contains(r"\p{Ll}")
    words = long.str.count_matches(" ", literal=True) + 1
    capitals = (long.str.count_matches(r"\p{Lu}") >= CAPITALS) & (long.str.count_matches(r"\p{Ll}") <= SMALL)
    return (capitals & (words >= WORDS)).fill_null(False) & sentences.any().over("doc")
