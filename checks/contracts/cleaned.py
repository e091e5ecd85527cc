"""What clean copy promises."""

from typing import Annotated

import pandera.polars as pa
import polars as pl
from pandera.polars import PolarsData

from checks.contracts.base import Contract, Instant, Texts, article_key, falls_in, version_key, within
from checks.contracts.parsed import Evidences, Links, evidence_stands, names_elements, tiles, words_from
from checks.shapes import LINE, LINE_LANGUAGE
from checks.vocabulary import (
    BASES,
    BODY_ROLES,
    EVIDENCE_FIELDS,
    FIELD_ROLES,
    OUTLET_BASES,
    PLACES,
    PRECISIONS,
    ROLES,
)
from checks.years import PUBLISHED, RETRIEVED

Lines = Annotated[pl.List, LINE]
LineLanguages = Annotated[pl.List, LINE_LANGUAGE]


def each(holds: pl.Expr) -> pl.Expr:
    """True where `holds` is true of every element of `lines`, and null of none."""
    return pl.col("lines").list.eval(holds.fill_null(False)).list.all()


class Cleaned(Contract):
    """One row per document version: every line kept or dropped, by which rule, and what the kept ones say."""

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
    links: Links = pa.Field(description="the links of a page, each with its line")
    headline: str = pa.Field(nullable=True, description="the article's title")
    deck: str = pa.Field(nullable=True, description="the summary under the headline")
    body: str = pa.Field(
        description="the in-body paragraphs, joined by one blank line; empty where there is none"
    )
    byline: str = pa.Field(nullable=True, description="who wrote it, as written")
    authors: Texts = pa.Field(description="the persons of the byline, without titles")
    desk: str = pa.Field(nullable=True, description="the desk of the byline")
    credit: str = pa.Field(nullable=True, description="the agency the text comes from")
    dateline: str = pa.Field(nullable=True, description="the place the report was filed from")
    published_at: Instant = pa.Field(
        nullable=True,
        description="when it was published, as the file states it (UTC; midnight at day precision)",
    )
    published_on: pl.Date = pa.Field(
        nullable=True,
        description=(
            "the day of publication, in the zone that the file states it in; null where it is not "
            "known to the day"
        ),
    )
    published_precision: str = pa.Field(isin=[*PRECISIONS], description="how exactly the file states it")
    published_basis: str = pa.Field(isin=[*BASES], description="how the date is known")
    published_earliest: Instant = pa.Field(
        nullable=True, description="the earliest moment it can have been published (UTC)"
    )
    published_latest: Instant = pa.Field(
        nullable=True, description="the first moment after the latest it can have been published (UTC)"
    )
    modified_at: Instant = pa.Field(
        nullable=True, description="when it was last updated, as the file states it (UTC)"
    )
    section: str = pa.Field(nullable=True, description="the part of the outlet it stands in, as stated")
    tags: Texts = pa.Field(description="the topics that the outlet filed it under, as stated")
    image_url: str = pa.Field(nullable=True, description="the address of its picture, as stated")
    is_accessible_for_free: bool = pa.Field(
        nullable=True, description="whether it may be read without paying, as stated"
    )
    kept_share: float = pa.Field(ge=0, le=1, description="in-body characters over non-blank characters")
    language: str = pa.Field(
        nullable=True,
        str_matches=r"^[a-z]{2,3}$",
        description="of the body, ISO 639 code; null where it is undetermined",
    )
    line_languages: LineLanguages = pa.Field(
        description="where each line of headline, deck and body begins, and its paragraph's language"
    )
    lines: Lines = pa.Field(description="the ledger: every line, its role, and why")
    fields: Evidences = pa.Field(description="the evidence for each field")

    @pa.dataframe_check(name="lines_rebuild_the_file")
    def lines_rebuild_the_file(cls, data: PolarsData) -> pl.LazyFrame:
        """Nothing is lost: the lines, put together, are the file, byte for byte,
        or the text that was rendered from it."""
        return data.lazyframe.select(tiles("lines"))

    @pa.dataframe_check(name="lines_name_their_elements")
    def lines_name_their_elements(cls, data: PolarsData) -> pl.LazyFrame:
        """Each line of a rendered text says where in its page it stands."""
        return data.lazyframe.select(names_elements("lines"))

    @pa.dataframe_check(name="roles_are_known")
    def roles_are_known(cls, data: PolarsData) -> pl.LazyFrame:
        """Every line has a role of the vocabulary."""
        role = pl.element().struct.field("role")
        return data.lazyframe.select(each(role.is_in(list(ROLES))))

    @pa.dataframe_check(name="kept_follows_role")
    def kept_follows_role(cls, data: PolarsData) -> pl.LazyFrame:
        """A line is kept when its role is a field or body role, and in the body when it is a body role."""
        role, kept, in_body = (pl.element().struct.field(name) for name in ("role", "kept", "in_body"))
        keeps = role.is_in([*FIELD_ROLES, *BODY_ROLES])
        return data.lazyframe.select(each((kept == keeps) & (in_body == role.is_in(list(BODY_ROLES)))))

    @pa.dataframe_check(name="every_line_has_its_rule")
    def every_line_has_its_rule(cls, data: PolarsData) -> pl.LazyFrame:
        """Every decision names its rule and how sure it is."""
        rule, sure = pl.element().struct.field("rule"), pl.element().struct.field("confidence")
        return data.lazyframe.select(each((rule.str.len_bytes() > 0) & sure.is_between(0, 1)))

    @pa.dataframe_check(name="paragraphs_are_the_body")
    def paragraphs_are_the_body(cls, data: PolarsData) -> pl.LazyFrame:
        """A line has a paragraph exactly when it is in the body."""
        number, in_body = pl.element().struct.field("paragraph_no"), pl.element().struct.field("in_body")
        return data.lazyframe.select(each(number.is_not_null() == in_body))

    @pa.dataframe_check(name="languages_stand_on_lines")
    def languages_stand_on_lines(cls, data: PolarsData) -> pl.LazyFrame:
        """Every line of the headline, the deck and the body has its entry, and nothing else has one."""
        role, in_body = pl.element().struct.field("role"), pl.element().struct.field("in_body")
        of_text = (in_body | role.is_in(["headline", "deck"])) & (pl.element().struct.field("text") != "")
        begins = (
            pl.col("lines").list.eval(pl.element().struct.field("char_start").filter(of_text)).list.sort()
        )
        told = pl.col("line_languages").list.eval(pl.element().struct.field("char_start")).list.sort()
        return data.lazyframe.select(told == begins)

    @pa.dataframe_check(name="fields_are_known")
    def fields_are_known(cls, data: PolarsData) -> pl.LazyFrame:
        """Every field is one of the vocabulary."""
        return data.lazyframe.select(words_from("fields", "field", EVIDENCE_FIELDS))

    @pa.dataframe_check(name="date_agrees_with_precision")
    def date_agrees_with_precision(cls, data: PolarsData) -> pl.LazyFrame:
        """A date is given exactly when its precision is known,
        its day when that is known too: never invented."""
        precision, coarse = (
            pl.col("published_precision"),
            pl.col("published_precision").is_in(["month", "year", "unknown"]),
        )
        dated = (precision == "unknown") == pl.col("published_at").is_null()
        return data.lazyframe.select(dated & (coarse == pl.col("published_on").is_null()))

    @pa.dataframe_check(name="day_is_near_the_date")
    def day_is_near_the_date(cls, data: PolarsData) -> pl.LazyFrame:
        """The day is that of the date, or its neighbour in a zone far from Greenwich."""
        apart = (pl.col("published_on") - pl.col("published_at").dt.date()).dt.total_days().abs()
        return data.lazyframe.select((apart <= 1).fill_null(True))

    @pa.dataframe_check(name="dates_are_of_our_time")
    def dates_are_of_our_time(cls, data: PolarsData) -> pl.LazyFrame:
        """Publication, its bounds and updates fall in the years 1900 to 2099, or are not known."""
        moments = ("published_at", "published_on", "published_earliest", "published_latest", "modified_at")
        return data.lazyframe.select(pl.all_horizontal(falls_in(moment, PUBLISHED) for moment in moments))

    @pa.dataframe_check(name="bounds_hold_the_date")
    def bounds_hold_the_date(cls, data: PolarsData) -> pl.LazyFrame:
        """The date lies within its bounds."""
        at, first, last = pl.col("published_at"), pl.col("published_earliest"), pl.col("published_latest")
        return data.lazyframe.select(
            at.is_null() | (at >= first).fill_null(False) & (at < last).fill_null(False)
        )

    @pa.dataframe_check(name="evidence_stands")
    def evidence_stands(cls, data: PolarsData) -> pl.LazyFrame:
        """Every field says where it stands, by which rule it was found, and how surely."""
        return data.lazyframe.select(evidence_stands())
