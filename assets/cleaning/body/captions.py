"""What stands between the paragraphs of a text and gives itself away by its form alone: captions with a credit, headlines of other stories.

They read the lines as `judging` has them: `doc`, `text`, `ended` (has a closing mark), `sentence` (ended, and no short line).
"""

import polars as pl

from assets.cleaning.body.paragraphs import cut

CREDITED = (50, 700)  # bytes that a caption and its credit have at the least and at the most
CREDIT = 120  # characters at the end of a line in which its credit is sought
# A full stop, and names without one …
BEHIND = r"(?:\p{Ll}{3}|\))\.[\"”’»)]?\s+(@?\p{Lu}[^.!?:()\"“”]+|[\p{L} ]*\p{Lu}\. [^.!?:()\"“”]+)$"
# … which have no small words but those that join names, and none that opens a sentence.
SMALL = r"(?:^|[\s/|;,])(?:\p{Ll}|[0-9]|(?:The|With|And|But|In|At|On|For|If|He|She|It|They|We|Then|Yet|So|Referee|Prime)\s)"
JOINING = r"\s(?:of the|of|de|von|van|for|via|and|the)\s"
TWO = r"\s|\p{Lu}.*\p{Lu}"  # one word alone has two capitals: else it may begin a sentence that a link has cut
STOPS = r"\p{Ll}{3}[.!?][\"”’»)]?\s+[\p{Lu}“\"«„]"  # where a sentence ends and something follows
MARK = r"©|\([cC]\)|[Cc]r[eé]dit|[Ff]oto"
MARKED = r"\s(?:©|\([cC]\)|[Cc]redits?:|[Cc]r[ée]dit\s?:|[Ff]oto(?:\s?:|\s?©))\s?[\p{Lu}–@][^.!?]+$"

SHOUTED, WORDS = 64, 7  # bytes and words that a headline in capitals has at the least: a shorter line may be a subheading
CAPITALS, LETTERS = 30, 2  # capitals in it at the least, and other letters at the most
SPOKEN = r"^¿|[.!?]\s\p{Lu}"  # a question, several sentences: somebody's own words


def credited(lines: pl.DataFrame) -> pl.Series:
    """True for a caption: a sentence, and behind it the photographer, the agency, without a closing mark; no line below goes on with it.

    Readers sign their letters so too: one below another, with several sentences or different names.
    """
    text = pl.when(~pl.col("ended") & pl.col("text").str.len_bytes().is_between(*CREDITED)).then("text")
    lines = lines.select("doc", text=text, end=text.str.tail(CREDIT), cut=cut())
    lines = lines.with_columns(name=pl.col("end").str.extract(BEHIND, 1), mark=pl.when(pl.col("end").str.contains(MARK)).then("end"))
    names = ~pl.col("name").str.replace_all(JOINING, " ").str.contains(SMALL) & pl.col("name").str.contains(TWO)
    lines = lines.with_columns(name=pl.when(names).then("name"))
    alone = pl.when(pl.col("name").is_not_null()).then("text").str.count_matches(STOPS) <= 1
    lines = lines.with_columns(name=pl.when(alone).then("name"))
    letters = pl.any_horizontal((pl.col("name").shift(beside).over("doc") != pl.col("name")).fill_null(False) for beside in (-1, 1))
    named, marked = pl.col("name").is_not_null() & ~letters, pl.col("mark").str.contains(MARKED).fill_null(False)
    return lines.select((named | marked) & ~pl.col("cut")).to_series()


def shouted(lines: pl.DataFrame) -> pl.Series:
    """True for a line in capitals too long for a subheading, amid sentences that are not: the headline of another story.

    What a line with a colon brings on, questions and several sentences in capitals are somebody's words.
    """
    long = pl.when(~pl.col("ended") & (pl.col("text").str.len_bytes() >= SHOUTED)).then("text")
    sentences = pl.col("sentence") & pl.col("text").str.contains(r"\p{Ll}")
    words = long.str.count_matches(" ", literal=True) + 1
    capitals = (long.str.count_matches(r"\p{Lu}") >= CAPITALS) & (long.str.count_matches(r"\p{Ll}") <= LETTERS) & ~long.str.contains(SPOKEN)
    brought_on = pl.col("text").shift(1).over("doc").str.ends_with(":").fill_null(False)
    return lines.select((capitals & (words >= WORDS)).fill_null(False) & ~brought_on & sentences.any().over("doc")).to_series()
