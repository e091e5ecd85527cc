"""Which lines are the article's text: the model's choice, or the rules' where the model never saw the script."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from assets.cleaning.body import captions, data_tables, has_article, lists, teasers, without_model
from assets.cleaning.line_model import model
from assets.cleaning.line_model.features import BULLET
from assets.cleaning.line_model.surroundings import Documents, Floats
from assets.cleaning.lines import ends
from assets.cleaning.rules.lexicon import DOUBTFUL, SOFT

LIKELY = 0.3  # chance from which lines between kept ones, or a sentence beside one, are kept with them
ALONE = 0.1  # the same for one line alone, and no list entry, right between two kept ones
BRIDGED = 0.45  # the same for each of several lines in a row, and for a sentence with nothing but labels up to its date
SENTENCE, STRAY, SURE = 80, 200, 0.6  # bytes; bytes and chance below which a line with no kept line beside it is left out
LEANS = 0.5  # chance from which a line is likelier the article's than not
FAR_DOWN = 8_000  # bytes of text above a paragraph from which the model doubts it too much
NEAR = 2  # lines either way of it of which none is dropped
DOUBTED, GOES_ON = 0.2, 0.6  # the chance of such a paragraph, at the least, and what it is raised to
IN_TEXT = 0.6  # chance from which a date alone is the text's: an update in it, a day of a programme
OUTVOTED = 0.95  # chance from which a line is text though a doubtful sign, or the outlet's habit, speaks against it
SAID_BY_SOMEBODY = 0.6  # the same for a sentence with a quotation: somebody may speak of subscriptions
QUOTATION = r"[“„«\"][^“„«\"”»]{6,}[”“»\"]"
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
    filled = filled.with_columns(entry=pl.col("text").str.contains(BULLET), ended=ends(pl.col("text")))
    filled = filled.with_columns(sentence=pl.col("ended") & (pl.col("text").str.len_bytes() >= SENTENCE))
    alone, found = found, lists.evened(filled, found)
    why = _moved(why, alone, found, "the other lines of its list")
    before = pl.Series(known.confidence(found)).cast(pl.Float64)
    ruled = filled.select(_ruled(before)).to_series().to_numpy()
    by_form = _dropped_by_form(filled, documents, found, ruled, before.to_numpy() < OUTVOTED)
    dropped = np.logical_or.reduce([ruled, *by_form.values()])
    alone, found = found, _going_on(filled, documents, found, size, dropped)
    why = _moved(why, alone, found, "a long text, of whose end nothing near tells")
    sure = pl.Series(known.confidence(found)).cast(pl.Float64)
    found = np.where(dropped, 0, found).astype(np.float32)
    method = pl.coalesce(*(pl.when(pl.Series(holds)).then(pl.lit(name)) for name, holds in by_form.items()), pl.lit("line_model"))
    lines = filled.with_columns(odds=pl.Series(found), ruled=pl.Series(dropped), chance=sure, why=why, method=method)
    return _article(lines, documents).select("row", "doc", "body", "chance", "why", "method")


def _article(lines: pl.DataFrame, documents: Documents) -> pl.DataFrame:
    """The lines with `body`: the likeliest set, made whole, and what is text by its form; nothing of a page that has too little."""
    odds = lines["odds"].to_numpy()
    sure_page = has_article.of_something(documents, odds)
    chosen = model.choose(documents, odds, lines["text"].str.len_bytes().to_numpy()) & sure_page
    lines = lines.with_columns(chosen=pl.Series(chosen), opens=pl.Series(has_article.opens(documents, lines)))
    lines = lines.with_columns(body=_whole(lines))
    kept = {
        "table_under_date": pl.col("row").is_in(data_tables.under_date(lines.filter(pl.Series(~sure_page)))["row"].implode()),
        "list_after_colon": lists.introduced(),
        "numbered_heading": lists.numbered(),
        "table_in_text": pl.lit(data_tables.in_text(lines)),
    }
    lines = lines.with_columns(formed=pl.coalesce(pl.when(holds & ~pl.col("body")).then(pl.lit(name)) for name, holds in kept.items()))
    by_form = pl.col("formed").is_not_null()
    lines = lines.with_columns(
        body=pl.col("body") | by_form,
        chance=pl.when(by_form).then(pl.max_horizontal("chance", pl.lit(BY_FORM))).otherwise("chance"),
        method=pl.coalesce("formed", "method"),
    )
    scraps = pl.col("body") & pl.col("doc").is_in(has_article.too_little(lines).implode())
    return lines.with_columns(body=pl.col("body") & ~scraps, method=pl.when(scraps).then(pl.lit("too_little_text")).otherwise("method"))


def _dropped_by_form(
    filled: pl.DataFrame, documents: Documents, found: Floats, ruled: NDArray[np.bool_], unsure: NDArray[np.bool_]
) -> dict[str, NDArray[np.bool_]]:
    """Rule → the lines that it drops for their form, and for that of the lines around them."""
    links, more = lists.among_links(filled, documents), filled.select(lists.under_invitations()).to_series().to_numpy()
    return {
        "among_links": links,
        "under_read_more": more,
        "teasers_in_a_row": teasers.in_a_row(filled, found, links | more | ruled),
        "title_runs_into_teaser": teasers.run_on(filled).to_numpy() & unsure,
        "credit_behind_caption": captions.credited(filled).to_numpy() & unsure,
        "headline_in_capitals": captions.shouted(filled).to_numpy() & unsure,
    }


def _going_on(filled: pl.DataFrame, documents: Documents, found: Floats, size: NDArray[np.uint32], dropped: NDArray[np.bool_]) -> Floats:
    """The chances, with those of paragraphs far down in a long text raised where no line near them is dropped.

    The model has seen few long texts and many pages that go on with something else: it doubts what stands far down.
    """
    paragraph = filled.select(pl.col("sentence") & ~pl.col("entry")).to_series().to_numpy()
    text = np.where(paragraph & (found >= LIKELY), size, 0).astype(np.float32)
    quiet = documents.window(dropped.astype(np.float32), NEAR, NEAR) == 0
    goes_on = paragraph & quiet & (documents.above(text) >= FAR_DOWN) & (found >= DOUBTED)
    return np.where(goes_on, np.maximum(found, GOES_ON), found).astype(np.float32)


def _moved(why: pl.Series, before: Floats, after: Floats, because: str) -> pl.Series:
    """What weighed most, where a line has come to be likelier the article's, or not, than before."""
    other = pl.Series((before >= LEANS) != (after >= LEANS))
    return pl.select(pl.when(other).then(pl.lit(because)).otherwise(why)).to_series()


def _whole(lines: pl.DataFrame) -> pl.Series:
    """The choice made whole, for an article is a few runs of lines.

    Gaps of likely lines are closed, sentences at an edge and right under the date taken in, short strays left out.
    """
    ruled, text = pl.col("ruled"), pl.col("text")
    open_to_both = ruled | (~pl.col("chosen") & (pl.col("odds") > BRIDGED))
    kept = pl.when(~open_to_both).then("chosen")
    above, below = kept.shift(1).forward_fill().over("doc").fill_null(False), kept.shift(-1).backward_fill().over("doc").fill_null(False)
    gap, edge = above & below & (pl.col("odds") > LIKELY), (above | below) & pl.col("sentence") & (pl.col("odds") > LIKELY)
    between = (pl.col("chosen").shift(1) & pl.col("chosen").shift(-1)).over("doc").fill_null(False)
    alone = between & ~ruled & ~pl.col("entry") & (pl.col("odds") > ALONE)
    stray = ~above & ~below & (text.str.len_bytes() < STRAY) & (pl.col("odds") < SURE)
    opens = pl.col("opens") & ~ruled & (pl.col("odds") > BRIDGED)
    return lines.select(body=(pl.col("chosen") & ~stray) | gap | edge | alone | opens).to_series()


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
    body = without_model.body(lines)
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
