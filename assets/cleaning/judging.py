"""Which lines are the article's text: the model's choice, or the rules' where the model never saw the script."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from assets.cleaning import model, spans, tables
from assets.cleaning.features import BULLET
from assets.cleaning.lexicon import DOUBTFUL, SOFT
from assets.cleaning.neighbours import Documents, Floats
from assets.cleaning.texts import ends

LIKELY = 0.3  # chance from which a line between two kept ones, or a sentence beside one, is kept with them
BRIDGED = 0.45  # the same for each of several lines in a row
SENTENCE, STRAY, SURE = 80, 200, 0.6  # bytes; bytes and chance below which a line with no kept line beside it is left out
INVITATIONS = ("read_more_alone", "more_boxes", "more_from", "more_on")  # rules for lines that other stories stand under
CUT = r"(?:\.\.|…)[\"'”’»]?$"  # a teaser that breaks off
LINKS = 100  # entries that a page's list of links has at the least
REACH, MOST, FEW = 20, 0.8, 0.15  # lines either way, and the shares of list entries and of sentences among them that make such a list
LISTED, ENTRY = 4, 120  # lines in a row that make a list; bytes below which a line without a closing mark may be an entry of one
LEANS = 0.5  # chance from which a line is likelier the article's than not
TOGETHER = "the other lines of its list"
SURE_OF_SOMETHING = 0.5  # chance that the best line of a page must reach: below, the page holds no article, or nothing but a table
INTRODUCES = 0.45  # chance of being text from which a line that ends in a colon brings on a list
INTRODUCTION = 30  # bytes: a shorter one heads a box
IN_TEXT = 0.6  # chance from which a date alone is the text's: an update in it, a day of a programme
OUTVOTED = 0.95  # chance from which a line is text though a doubtful sign, or the outlet's habit, speaks against it
SAID_BY_SOMEBODY = 0.6  # the same for a sentence with a quotation: somebody may speak of subscriptions
QUOTATION = r"[“„«\"][^“„«\"”»]{6,}[”“»\"]"
NUMBER, NUMBERED = 5, 0.15  # characters that a number at a line's beginning has; chance from which it heads what stands under it
BY_FORM = 0.8  # chance of lines that are text by their form and place alone


def judge(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines as `texts.explode` gives them → the same with `body`, `chance` (calibrated, of being the article's), `why`, `method`."""
    filled = lines.filter(pl.col("told").fill_null("") != "blank")
    if filled.is_empty():
        nothing = {"body": pl.lit(False), "chance": pl.lit(0.0), "why": pl.lit(None, pl.String), "method": pl.lit(None, pl.String)}
        return lines.with_columns(**nothing)
    judged = _by_model(filled)
    unseen = _unseen(filled)
    if len(unseen):
        judged = judged.filter(~pl.col("doc").is_in(unseen.implode()))
        judged = pl.concat([judged, _by_rules(lines.filter(pl.col("doc").is_in(unseen.implode())))])
    joined = lines.join(judged.drop("doc"), on="row", how="left", maintain_order="left")
    joined = joined.with_columns(pl.col("chance").fill_null(0.0))
    joined = joined.with_columns(body=pl.col("body").fill_null(False) & ~_ruled(pl.col("chance")))
    return joined.with_columns(body=pl.col("body") & ~_introduction())


def _by_model(filled: pl.DataFrame) -> pl.DataFrame:
    known = model.load()
    found, why = known.chances(filled)
    documents = Documents(filled["doc"].to_numpy())
    size = filled["text"].str.len_bytes().to_numpy()
    filled = filled.with_columns(entry=pl.col("text").str.contains(BULLET))
    alone, found = found, _evened(filled, found)
    why = pl.select(pl.when(pl.Series((alone >= LEANS) != (found >= LEANS))).then(pl.lit(TOGETHER)).otherwise(why)).to_series()
    links, more = _among_links(filled, documents), filled.select(_under(_invites())).to_series().to_numpy()
    sure = pl.Series(known.confidence(found)).cast(pl.Float64)
    ruled = filled.select(_ruled(sure)).to_series().to_numpy()
    found = np.where(links | more | ruled, 0, found).astype(np.float32)
    sure_page = documents.most(found) >= SURE_OF_SOMETHING
    chosen = model.choose(documents, found, size) & sure_page
    lines = filled.with_columns(odds=pl.Series(found), chosen=pl.Series(chosen), ruled=pl.Series(ruled))
    listed = pl.when(pl.Series(links)).then(pl.lit("among_links")).when(pl.Series(more)).then(pl.lit("under_read_more"))
    method = listed.otherwise(pl.lit("line_model"))
    lines = lines.with_columns(body=_whole(lines))
    tabled = pl.col("row").is_in(tables.under_date(filled.filter(pl.Series(~sure_page)))["row"].implode())
    by_form = {"table_under_date": tabled, "list_after_colon": _introduced(), "numbered_heading": _numbered()}
    formed = pl.coalesce(pl.when(holds & ~pl.col("body")).then(pl.lit(name)) for name, holds in by_form.items())
    judged = lines.select("row", "doc", "body", formed=formed, chance=sure, why=why, method=method)
    return judged.select(
        "row",
        "doc",
        body=pl.col("body") | pl.col("formed").is_not_null(),
        chance=pl.when(pl.col("formed").is_not_null()).then(pl.max_horizontal("chance", pl.lit(BY_FORM))).otherwise("chance"),
        why="why",
        method=pl.coalesce("formed", "method"),
    )


def _evened(filled: pl.DataFrame, found: Floats) -> Floats:
    """The chances, with those of a list's lines evened out: a list, a table, a menu is the article's as a whole or not at all."""
    text, odds = pl.col("text"), (pl.col("certain") / (1 - pl.col("certain"))).log()
    short = (text.str.len_bytes() < ENTRY) & ~ends(text)
    form = pl.when("entry").then(pl.lit("bullet")).when(short & text.str.contains(r"^[0-9]")).then(pl.lit("number"))
    lines = filled.select("doc", found=pl.Series(found), form=form.when(short).then(pl.lit("neither")))
    lines = lines.with_columns(run=pl.struct("doc", "form").rle_id(), certain=pl.col("found").cast(pl.Float64).clip(1e-6, 1 - 1e-6))
    listed = pl.col("form").is_not_null() & (pl.len().over("run") >= LISTED)
    even = 1 / (1 + (-odds.mean().over("run")).exp())
    return lines.select(pl.when(listed).then(even.cast(pl.Float32)).otherwise("found")).to_series().to_numpy()


def _among_links(filled: pl.DataFrame, documents: Documents) -> NDArray[np.bool_]:
    """True for list entries among, or near, so many others without a closing mark that they must be links: no article lists so much."""
    text = pl.col("text")
    closed = ends(text) & ~text.str.contains(CUT)
    signs = filled.select(bullet=pl.col("entry").cast(pl.Float32), end=closed.cast(pl.Float32))
    bullet, end = signs["bullet"].to_numpy(), signs["end"].to_numpy()
    around, bullets, sentences = (documents.window(values, REACH, REACH) for values in (np.ones_like(end), bullet, end))
    entry = bullet > 0
    amid = entry & (around >= 2 * REACH) & (bullets >= MOST * around) & (sentences <= FEW * around)
    near = amid | (entry & (end == 0) & (documents.window(amid.astype(np.float32), REACH, REACH) > 0))
    return np.asarray(near & (documents.all(near.astype(np.float32)) >= LINKS))


def _under(line: pl.Expr) -> pl.Expr:
    """True for the entries of a list right under such a line, which is no entry itself."""
    return pl.col("entry") & pl.when(~pl.col("entry")).then(line).forward_fill().over("doc").fill_null(False)


def _invites() -> pl.Expr:
    """True for a line that invites to read more: the entries under it are links to other stories."""
    return pl.col("told_by").is_in(list(INVITATIONS)).fill_null(False)


def _whole(lines: pl.DataFrame) -> pl.Series:
    """The choice made whole, for an article is a few runs of lines.

    Gaps of likely lines are closed, sentences at an edge taken in, short strays left out.
    """
    ruled, text = pl.col("ruled"), pl.col("text")
    open_to_both = ruled | (~pl.col("chosen") & (pl.col("odds") > BRIDGED))
    kept = pl.when(~open_to_both).then("chosen")
    above, below = kept.shift(1).forward_fill().over("doc").fill_null(False), kept.shift(-1).backward_fill().over("doc").fill_null(False)
    sentence = (text.str.len_bytes() >= SENTENCE) & ends(text)
    gap, edge = above & below & (pl.col("odds") > LIKELY), (above | below) & sentence & (pl.col("odds") > LIKELY)
    stray = ~above & ~below & (text.str.len_bytes() < STRAY) & (pl.col("odds") < SURE)
    return lines.select(body=(pl.col("chosen") & ~stray) | gap | edge).to_series()


def _introduced() -> pl.Expr:
    """True for the entries of a list right under a line that is likely to be text and ends in a colon, and for that line."""
    text = pl.col("text")
    brings_on = (pl.col("odds") >= INTRODUCES) & ~pl.col("ruled") & (text.str.len_bytes() >= INTRODUCTION) & text.str.contains(r"[:：]$")
    listed = _under(brings_on)
    return (listed | (brings_on & ~pl.col("entry") & listed.shift(-1).over("doc").fill_null(False))) & ~pl.col("ruled")


def _numbered() -> pl.Expr:
    """True for a short numbered line above a paragraph of the text, where the numbered line before or after it counts on.

    Between it and the paragraph may stand what rules drop: a caption, an advertisement's label.
    """
    text = pl.col("text")
    number = text.str.head(NUMBER).str.extract(r"^#?([0-9]{1,2})[.):]\s").cast(pl.Int8)
    before, after = number.shift(1).forward_fill().over("doc"), number.shift(-1).backward_fill().over("doc")
    counts = ((number - before).abs() == 1).fill_null(False) | ((after - number).abs() == 1).fill_null(False)
    paragraph = pl.when(~pl.col("ruled")).then(pl.col("body") & (text.str.len_bytes() >= SENTENCE) & ends(text))
    heads = paragraph.shift(-1).backward_fill().over("doc").fill_null(False)
    return counts & heads & (text.str.len_bytes() < ENTRY) & (pl.col("odds") >= NUMBERED) & ~pl.col("ruled")


def _ruled(chance: pl.Expr | pl.Series) -> pl.Expr:
    """True for lines that a rule or the outlet's habits drop; of dates, doubtful signs and habits where the model is not sure against it.

    An outlet may tease its story's first sentence on every other page.
    """
    soft = pl.col("told_by").is_in(list(SOFT))
    dated = (pl.col("told") == "timestamp") & (chance >= IN_TEXT)
    doubtful = pl.col("told_by").is_in(list(DOUBTFUL))
    text = pl.when(doubtful).then("text")  # the others need not be looked at
    quotes = (text.str.len_bytes() >= SENTENCE) & ends(text) & text.str.contains(QUOTATION)
    doubted = doubtful & (chance >= pl.when(quotes).then(SAID_BY_SOMEBODY).otherwise(OUTVOTED))
    habit = (pl.col("verdict") == "most") & (chance < OUTVOTED)
    return (pl.col("told").is_not_null() & ~soft & ~dated & ~doubted).fill_null(False) | habit


def _introduction() -> pl.Expr:
    """True for the description of an author that opens or closes the text."""
    kept = pl.col("row").filter("body")
    edge = (pl.col("row") == kept.min().over("doc")) | (pl.col("row") == kept.max().over("doc"))
    return (pl.col("told") == "author_bio").fill_null(False) & edge


def _by_rules(lines: pl.DataFrame) -> pl.DataFrame:
    body = spans.body(lines)
    why = pl.lit("the model never saw this script: the lines between those that read like sentences")
    return lines.select(
        "row", "doc", body=body, chance=pl.when(body).then(BY_FORM).otherwise(1 - BY_FORM), why=why, method=pl.lit("among_sentences")
    )


def _unseen(filled: pl.DataFrame) -> pl.Series:
    """The documents that are mostly written in a script without training pages."""
    seen = "".join(rf"\p{{{script}}}" for script in model.load().scripts)
    strange = filled.filter(pl.col("text").str.contains(rf"[\p{{L}}--[{seen}]]"))["doc"].unique()  # a search stops early, a count does not
    head = pl.col("text").str.head(200)
    letters = (
        filled.filter(pl.col("doc").is_in(strange.implode()))
        .group_by("doc")
        .agg(known=head.str.count_matches(f"[{seen}]").sum(), all=head.str.count_matches(r"\p{L}").sum())
    )
    return letters.filter(pl.col("known") < 0.5 * pl.col("all"))["doc"]
