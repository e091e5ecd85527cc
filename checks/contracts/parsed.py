"""What the parsed lines of a document promise."""

from typing import Annotated

import pandera.polars as pa
import polars as pl
from pandera.polars import PolarsData

from checks.contracts.base import Contract, Hashes, Instant, Texts, article_key, version_key, within
from checks.shapes import EVIDENCE, HINT, LEFT_OUT, LINK, SPAN
from checks.vocabulary import EVIDENCE_FIELDS, OUTLET_BASES, PLACES, ROLES
from checks.vocabulary import LEFT_OUT as KINDS
from checks.years import RETRIEVED

Spans = Annotated[pl.List, SPAN]
Evidences = Annotated[pl.List, EVIDENCE]
Hints = Annotated[pl.List, HINT]
LeftOut = Annotated[pl.List, LEFT_OUT]
Links = Annotated[pl.List, LINK]


def tiles(spans: str) -> pl.Expr:
    """True where the spans, in order, cover what their bytes count from the first to the last, without gap or
    overlap.

    That is the file (`size` bytes) where `places` says so; else a text that was rendered from it, as long as
    its spans are.
    """
    start = pl.col(spans).list.eval(pl.element().struct.field("byte_start"))
    end = pl.col(spans).list.eval(pl.element().struct.field("byte_end"))
    rendered = pl.col("places") == "elements"
    whole = pl.when(rendered).then(end.list.last().fill_null(0)).otherwise(pl.col("size"))
    edges = pl.concat_list(pl.lit(0, pl.Int64), end) == pl.concat_list(start, whole)
    forward = (
        pl.col(spans)
        .list.eval(pl.element().struct.field("byte_end") >= pl.element().struct.field("byte_start"))
        .list.all()
    )
    return (edges & forward).fill_null(False)


def names_elements(spans: str) -> pl.Expr:
    """True where each line of a rendered text names its element,
    and no line of a file that is its own text does."""
    lines = pl.col(spans).list.eval(pl.element().struct.field("line_no")).list.max().fill_null(0)
    wanted = pl.when(pl.col("places") == "elements").then(lines).otherwise(0)
    named = pl.col("elements").list.eval((pl.element().str.len_bytes() > 0).fill_null(False)).list.all()
    return (named & (pl.col("elements").list.len() == wanted)).fill_null(False)


def accounts_for_all() -> pl.Expr:
    """True where each character of a page's text nodes that is no white space stands on a line or in what is
    left out by name; `characters` is how many the parser counts."""
    texts = pl.col("spans").list.eval(
        (
            pl.element().struct.field("text").str.len_chars()
            - pl.element().struct.field("text").str.count_matches(" ", literal=True)
        ).cast(pl.Int64)
    )
    left_out = pl.col("left_out").list.eval(pl.element().struct.field("chars"))
    known = pl.col("left_out").list.eval(pl.element().struct.field("kind").is_in(list(KINDS))).list.all()
    counted = texts.list.sum().fill_null(0) + left_out.list.sum().fill_null(0)
    return (pl.col("characters").is_null() | ((counted == pl.col("characters")) & known)).fill_null(False)


def has_hints() -> pl.Expr:
    """True where each line that names its element has hints, or none has."""
    return pl.col("hints").list.len().is_in([0]) | (
        pl.col("hints").list.len() == pl.col("elements").list.len()
    )


def follow(spans: str) -> pl.Expr:
    """True where each span's text begins right where the text and white space before it end."""
    start, text, space = (pl.element().struct.field(name) for name in ("char_start", "text", "space"))
    ends = (start + text.str.len_chars() + space.str.len_chars()).slice(0, pl.len() - 1)
    return pl.col(spans).list.eval((ends == start.slice(1)).fill_null(False)).list.all()


def words_from(spans: str, name: str, allowed: dict[str, str], nullable: bool = False) -> pl.Expr:
    """True where every `name` in the list of structs is one of the allowed words."""
    value = pl.element().struct.field(name)
    return pl.col(spans).list.eval(value.is_in(list(allowed)).fill_null(nullable)).list.all()


def evidence_stands() -> pl.Expr:
    """True where each piece of evidence names its rule, how sure it is, and a line and bytes or a place."""
    line, start, end, place, rule, sure = (
        pl.element().struct.field(n)
        for n in ("line_no", "byte_start", "byte_end", "place", "rule", "confidence")
    )
    in_line = ((line >= 1) & (start >= 0) & (end >= start)).fill_null(False) & place.is_null()
    beside = line.is_null() & start.is_null() & end.is_null() & (place.str.len_bytes() > 0).fill_null(False)
    sound = (in_line | beside) & (rule.str.len_bytes() > 0) & sure.is_between(0, 1)
    return pl.col("fields").list.eval(sound.fill_null(False)).list.all().fill_null(True)


class Parsed(Contract):
    """One row per document version: its lines, each with the bytes it stands on."""

    version_id: str = version_key(unique=True)
    article_id: str = article_key()
    path: str = pa.Field(description="where the file was found, below the raw folder")
    outlet: str = pa.Field(nullable=True, description="who published it")
    outlet_basis: str = pa.Field(
        nullable=True, isin=[*OUTLET_BASES], description="how the outlet is known; null with it"
    )
    url: str = pa.Field(nullable=True, description="the page's address")
    retrieved_at: Instant = pa.Field(
        nullable=True, in_range=within(RETRIEVED), description="when the page was retrieved (UTC)"
    )
    encoding: str = pa.Field(description="the codec that the file was decoded with")
    size: int = pa.Field(ge=0, description="bytes in the file")
    places: str = pa.Field(
        isin=[*PLACES],
        description="what offsets in bytes count: the file, or the text that was rendered from it",
    )
    elements: Texts = pa.Field(
        description="where each line of a rendered text stands in its page; none where the file is the text"
    )
    characters: int = pa.Field(
        nullable=True,
        ge=0,
        description="characters of a page's text nodes but white space; null where the file is the text",
    )
    hints: Hints = pa.Field(
        description="what a page tells of each line beside its words; none where the file is the text"
    )
    left_out: LeftOut = pa.Field(description="the text of a page that is on no line, by kind")
    links: Links = pa.Field(description="the links of a page, each with its line")
    spans: Spans = pa.Field(description="the file's lines, cut where several fields share one")
    fields: Evidences = pa.Field(description="what the document itself says of its fields, and where")
    fingerprint: Hashes = pa.Field(description="MinHash bands of the words: near copies share one")

    @pa.dataframe_check(name="spans_rebuild_the_file")
    def spans_rebuild_the_file(cls, data: PolarsData) -> pl.LazyFrame:
        """Nothing is lost: the spans, put together, are the file, byte for byte,
        or the text that was rendered from it."""
        return data.lazyframe.select(tiles("spans"))

    @pa.dataframe_check(name="lines_name_their_elements")
    def lines_name_their_elements(cls, data: PolarsData) -> pl.LazyFrame:
        """Each line of a rendered text says where in its page it stands."""
        return data.lazyframe.select(names_elements("spans"))

    @pa.dataframe_check(name="pages_are_accounted_for")
    def pages_are_accounted_for(cls, data: PolarsData) -> pl.LazyFrame:
        """Nothing is lost: each character of a page is on a line, or in what is left out by name."""
        return data.lazyframe.select(accounts_for_all())

    @pa.dataframe_check(name="lines_have_hints")
    def lines_have_hints(cls, data: PolarsData) -> pl.LazyFrame:
        """A page tells of all its lines, or of none."""
        return data.lazyframe.select(has_hints())

    @pa.dataframe_check(name="texts_rebuild_the_file")
    def texts_rebuild_the_file(cls, data: PolarsData) -> pl.LazyFrame:
        """Nothing is lost: the spans' texts and the white space between them, put together,
        are the decoded file."""
        return data.lazyframe.select(follow("spans"))

    @pa.dataframe_check(name="roles_are_known")
    def roles_are_known(cls, data: PolarsData) -> pl.LazyFrame:
        """Every role is one of the vocabulary."""
        return data.lazyframe.select(words_from("spans", "role", ROLES, nullable=True))

    @pa.dataframe_check(name="fields_are_known")
    def fields_are_known(cls, data: PolarsData) -> pl.LazyFrame:
        """Every field is one of the vocabulary."""
        return data.lazyframe.select(words_from("fields", "field", EVIDENCE_FIELDS))

    @pa.dataframe_check(name="evidence_stands")
    def evidence_stands(cls, data: PolarsData) -> pl.LazyFrame:
        """Every field says where it stands, by which rule it was found, and how surely."""
        return data.lazyframe.select(evidence_stands())
