"""Who wrote it, as bylines say it: persons, desks and agencies apart."""

from functools import cache
from typing import Final

import polars as pl

from assets.data import packaged
from assets.parsing.rules import NEVER, Costly, among, any_of, extracted, holds

LISTS: Final = packaged.words("parsing/bylines.txt")
BY: Final = any_of(LISTS["by"])
COLON_ONLY: Final = any_of(LISTS["by_with_colon"])
WROTE: Final = any_of(LISTS["by_first_name"])
JOB: Final = any_of(LISTS["jobs"])
DESKS: Final = LISTS["desks"]
DESK: Final = any_of(DESKS)
AGENCIES: Final = LISTS["agencies"]
AGENCY: Final = any_of(AGENCIES)
# or a mark of names: a class of all letters takes long to make ready
LETTER = r"[^\s0-9,;:!?/|&()\[\]{}\"“”„«»@#+*=_<>•·–—-]"
LONGEST = 40  # characters in a person's name
# al-Shamy, d'Arcy
BOUND = (
    r"(?:(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]d|[Aa]r|[Aa]n|[Aa]t|[Aa]z|[Uu]l|[Uu]r|[Bb]in|[Bb]en)-"
    r"|(?:d|dell|dall|l|t)['’])"
)
TOKEN = rf"(?:{BOUND}?\p{{Lu}}{LETTER}*(?:-{LETTER}+)*)"
PARTICLE = (
    r"(?:d[aeiou]|de la|de los|de las|del|della|dalla|dal|degli|der|den|des|dos|das|van|von|vom"
    r"|zu|zum|zur|ten|ter|te|ver|bin|bint|ben|bar|ibn|al|el|la|las|lo|los|le|abu|ould|ait|e|y|af|av"
    r"|und zu|st\.?|op|in ['’]t|['’]t)"
)
NICKNAME = r"(?:[“„\"«‘'(]\s?\p{Lu}[\p{L}\p{M}.\s-]{0,18}[”“\"»’')]\s+)"  # Jane “JD” Doering
NAME = rf"(?:{TOKEN}(?:\s+{NICKNAME}?(?:{PARTICLE}\s+){{0,2}}{TOKEN}){{1,4}})"
ONE_NAME = rf"(?:{TOKEN}(?:\s+{NICKNAME}?(?:{PARTICLE}\s+){{0,2}}{TOKEN}){{0,4}})"
NICKNAMED = r"\s[“„\"«‘'(]\s?\p{Lu}[\p{L}\p{M}.\s-]*[”“\"»’')]\s"
LONG_BEHIND_MARK = r"[“„\"«‘'(][^“„\"«‘'()”»’]{20}"


def _of_names(pattern: str) -> Costly:
    """A pattern that holds names: it is made ready ten times as fast without the length of nicknames, and
    twice as fast again without them."""
    of_any_length = Costly(
        pattern, pattern.replace(NICKNAME, NICKNAME.replace("{0,18}", "*")), LONG_BEHIND_MARK
    )
    return Costly(of_any_length, pattern.replace(f"{NICKNAME}?", ""), NICKNAMED)


JOINT = (
    r"(?:\s*(?:,|;|&|/|\||•|·)\s*(?:(?:[Aa]nd|und|et)\s+)?|\s+(?:[Aa]nd|[Uu]nd|et|y|e|и|και|i|en|och|og"
    r"|with|mit|avec|con|com)\s+)"
)
TITLES: Final = any_of(LISTS["titles"])
STARTERS: Final = LISTS["starters"]
AND = ("and", "And", "und", "y", "et", "e", "и", "και", "i", "en", "och", "og", "&")
BULLET = r"^(?:[-–—•*·+]\s+)?[（(【\[]?"
REST = r"(?:\.?[^.!?])"
ACCOUNT = r"(?:\s*[,|(–-]?\s*(?:@\w+|[\w.+-]+@[\w.-]+\.\w+)\)?)"  # after a name
OTHER_WORK: Final = any_of(LISTS["other_work"])
BYLINE = _of_names(
    rf"{BULLET}(?i:{BY}(?:\s*:\s*|\s+))(?:(?i:the\s+)?{ONE_NAME})(?:{JOINT}{ONE_NAME})*(?:(?:{JOINT}"
    rf"|\s+(?i:in|for|at|is|bei|en|à|a|para|per|of|special (?:to|for)|{OTHER_WORK})\s|\s+[-–—/]\s)"
    rf"{REST}{{0,60}}|{ACCOUNT}|\s+(?i:long|\d+[- ]?min(?:ute)?s?)\s[Rr]ead)?[.,]?[）)】\]]?\s*$"
)
# reads like a byline, and is a menu's entry
UNSIGNED = rf"^(?:[-–—]\s+)?(?i:{COLON_ONLY})\s+{TOKEN}\.?$|^[•*·+]\s+(?i:{BY})\s+{TOKEN}\.?$"
# signed with a first name or a handle
ONE_WORD = rf"^(?:[-–—]\s+)?(?i:{WROTE}\s*:\s*|{WROTE}\s+|{COLON_ONLY}\s*:\s*)(\p{{Lu}}\p{{Ll}}{{2,}}),?$"
DESK_ALONE = Costly(
    (
        rf"{BULLET}(?:(?i:by|from|von|par|por|di)\s+)?(?:(?:{TOKEN}|of|&|and|the)\s+){{0,4}}(?i:{DESK})"
        rf"(?:\s+(?:{TOKEN}|Report)){{0,2}}(?:\s*(?:,|/|&|\+|and|und|et|y|e|with|mit|avec|con|com)\s+(?i:{AGENCY}))?"
        rf"(?:\s+(?:in|à|en|a|em)\s+{TOKEN}(?:\s{TOKEN})?)?$"
    ),
    NEVER,
    rf"(?i:{DESK})",
)
AGENCY_ALONE = Costly(
    (
        rf"{BULLET}(?:(?i:{BY})\s+)?(?i:(?:source|quelle|fuente|fonte|źródło|источник|πηγή|credit"
        rf"|with agencies)\s*:?\s*)?[(\[/]?(?i:{AGENCY})(?:\s*(?:/|,|&|and|-|\|)\s*"
        rf"(?i:{AGENCY})){{0,3}}[)\]/]?\.?$"
    ),
    NEVER,
    rf"(?i:{AGENCY})[)\]/]?\.?$",
)
SOURCE = r"^(?i:(?:source|quelle|fuente|fonte|źródło|источник|πηγή|credit)\s*:\s*|with\s+agencies\b)"
# agencies and initials at the end of a text: MDR (ama/dpa), (APA/red.), dpa/rn
INITIALS = r"[\p{L}.-]{1,12}"
_SIGNED_BY_AGENCY = (
    rf"^(?:(?:[\p{{L}}.]+\s){{0,2}}[(\[（](?:{INITIALS}\s?[/,;|]\s?){{0,3}}(?i:{AGENCY})"
    rf"(?:\s?[/,;|]\s?{INITIALS}){{0,3}}[.]?[)\]）]"
    rf"|(?:{INITIALS}\s?[/|]\s?){{1,3}}(?i:{AGENCY})(?:\s?[/|]\s?{INITIALS}){{0,3}}"
    rf"|(?i:{AGENCY})(?:\s?[/|]\s?{INITIALS}){{1,3}})[.]?$"
)
# a count of letters is dear: it is needed beside long words alone
SIGNED_BY_AGENCY = Costly(
    _SIGNED_BY_AGENCY,
    _SIGNED_BY_AGENCY.replace(INITIALS, r"[\p{L}.-]+"),
    r"(?:^|[(\[（/,;|]\s?)[^\s/,;|()\[\]（）]{13,}\s?(?:[/,;|)\]）]|$)",
)
# in lower case: what stands beside an agency there
AGENCY_BY_MARK = rf"[(\[（/,;|]\s?{AGENCY}\s?[.]?[)\]）/,;|.]|^{AGENCY}\s?[/|]|[/|]\s?{AGENCY}[.]?$"
CREDITED = any_of(LISTS["credited"])
# how a line opens that may say whose text was used
SAYS = (
    r"^[(\[]?\W*(?:this|with|inputs?|material|mit|quellen?|unter|avec|d['’]après|sources?|con|fuentes?|com|fonte|z|na"
    r"|źród\w+|по|за|met|bron\w*|kaynak|zdroje?|sumber|izvor|källa|kilde|lähde)\b"
)
THIS_REPORT = (
    r"this (?:report|story|article|content|item|copy|news)"
    r" (?:by|from|was (?:written|produced|provided|supplied|(?:first |originally )?published|prepared"
    r"|reported) by|is (?:by|from))"
)
SAYS_AGENCY = Costly(
    (
        rf"^(?i:[(\[]?(?:{THIS_REPORT}|(?:—|–|-)?\s*{CREDITED}\s*:?)\s+(?:the\s+)?(?:{AGENCY})\b"
        rf"(?:\s*(?:[,/&|]|and|und|et|y|e|i|и|та|ve)\s*(?:the\s+)?{AGENCY}\b){{0,3}}\s*"
        rf"(?:(?:was|and was|has been)\b[^.]{{0,80}})?[.)\]]*)$"
    ),
    NEVER,
    rf"(?i){SAYS}",
)
SIGN_OFF = rf"^[—–-]+\s*(?i:{AGENCY}|with agencies|from agencies)[.]?$"
PERSON = _of_names(rf"^{NAME}$")
HONOURED = r"(?:(?:Dr|Prof|RA|Rechtsanwalt|Rechtsanwältin|Mag|Dipl|Ing)\b[.-]*\s*)+"
BEFORE_TITLE = rf"^({TOKEN}(?:\s+\p{{Lu}}\.)*\s+(?:{PARTICLE}\s+){{0,2}}{TOKEN})\s"
SIGNED = _of_names(
    rf"^{NAME}(?:(?:{JOINT}|\s+)(?:(?:of|for|the|and|at|in|de|du|des|la|für|der)\s+){{0,2}}(?:{TOKEN}"
    rf"|\p{{Lu}}[\p{{L}}\p{{M}}\d.&’'/-]*|&))*\s*,?$"
)
DESCRIBED = _of_names(
    rf"^\W*(?:(?i:about the author|über den autor|über die autorin|contact|e-?mail|reach)\W+)?({NAME})"
    rf"(?:$|\s*[,(.]|\s+(?:is|was|has|writes|covers|reports|can|may|at|via|ist|schreibt|est|es|è|é)\s)"
)
IN_PLACE = _of_names(rf"^{NAME}\s+in\s")  # a title as often as a byline
# before a name: who holds one is no reporter
OFFICE = rf"^(?:{packaged.words('languages/en/lists.txt')['titles'].replace(' ', '|')})\s"
WRITES = (
    r"(?i)^(?:about the author|über den autor|über die autorin)\b|\b(?:reporter|correspondent"
    r"|journalist|columnist|staff writer|freelance|redakteur|korrespondent|journaliste|giornalista"
    r"|jornalista)"
)
# by a page that lost a space
GLUED = (
    r"(\p{Ll})(Staff|Follow|Senior|Associate|Reporter|Writer|Editor|Correspondent|Contributor|Columnist"
    r"|Special|Political|Chief|Published|Updated)\b"
)
# what else a byline tells behind the name
BESIDES = (
    rf"\s+(?i:{OTHER_WORK}\b|special (?:to|for)\b).*$|"
    r"\s+(?i:(?:illustration(?:en|s)?|fotos?|photos?|photography|bilder|übersetzung)(?:\s+(?:von|by|di"
    r"|de|par)\b|\s*:)|zuletzt\s|(?:long|\d+[- ]?min(?:ute)?s?) read\b).*$"
)
STAMPED = (
    r"\s*[|,•·–—-]?\s*(?i:(?:\d+\s*[- ]?(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?"
    r"|stunden?|tage[n]?|min)\.?\s*(?:ago|read)?\b|published\b|updated\b|posted\b|(?:jan|feb|mar|apr"
    r"|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    r"|\d{1,2}\.?\s\p{L}+\s(?:19|20)\d\d)).*$"
)


def named(text: pl.Expr) -> pl.Expr:
    """True where a short text has the shape of one person's name and nothing of a title or an
    organisation."""
    lower = text.str.head(LONGEST + 1).str.to_lowercase()
    return holds(text, PERSON) & ~_is_of_none(lower) & (text.str.len_chars() <= LONGEST)


@cache
def _given() -> frozenset[str]:
    """All given names that are known, in lower case."""
    return frozenset(packaged.table("names").filter(pl.col("given") > 0)["name"])


@cache
def _family() -> frozenset[str]:
    """All family names that are known, in lower case."""
    return frozenset(packaged.table("names").filter(pl.col("family") > 0)["name"])


def known(name: pl.Expr) -> pl.Expr:
    """True where a name begins with a known given name or ends in a known family name, or is in a script that
    the lists leave out."""
    plain = _plain(name)
    family = among(plain.str.extract(r"([\p{L}']+)[\s,]*$", 1), _family)
    return _has_given_name(plain) | family | name.str.contains(r"[^\p{Latin}\p{P}\p{N}\p{M}\s]")


def _has_given_name(plain: pl.Expr) -> pl.Expr:
    """True where a name begins with a known given name."""
    return among(plain.str.extract(r"^(?:\p{L}\.\s*)*([\p{L}']+)", 1), _given)


def is_given_name(word: str) -> bool:
    """True for a given name that is known."""
    return bool(pl.select(among(_plain(pl.lit(word)), _given)).item())


def opens_with_given_name(text: pl.Expr) -> pl.Expr:
    """True where a text opens with a given name that is known."""
    return _has_given_name(_plain(text))


def _plain(name: pl.Expr) -> pl.Expr:
    """A name as the lists have it: lower case, without accents, a woman's of Polish names as a man's."""
    bare = name.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return bare.str.replace_many({"’": "'", "ł": "l", "ø": "o", "đ": "d", "ı": "i"}).str.replace(
        r"ska$", "ski"
    )


@cache
def _english() -> frozenset[str]:
    """All words that English dictionaries write in lower case."""
    return frozenset(packaged.table("languages/en/words").filter("common")["word"])


def strange(name: pl.Expr) -> pl.Expr:
    """True where no word of a name is an English one."""
    return ~_in_english(name).list.any()


def of_words(name: pl.Expr) -> pl.Expr:
    """True where every word of a name is an English one, and the first no given name: City Hall, Weekend
    Edition."""
    return _in_english(name).list.all() & ~_has_given_name(_plain(name))


def _in_english(name: pl.Expr) -> pl.Expr:
    """For each word of a name whether it is an English one."""
    return name.str.to_lowercase().str.split(" ").list.eval(among(pl.element(), _english))


def _is_of_none(lower: pl.Expr) -> pl.Expr:
    """True where a lower-cased name holds a title or an organisation's word, opens as a heading does or is an
    agency's."""
    return lower.str.contains(rf"\b{TITLES}\b|^(?:{STARTERS})(?:\s|$)") | lower.str.contains(rf"^{AGENCY}$")


def parts(text: pl.Expr) -> pl.Expr:
    """The names and titles of a byline, one by one, as written: List[String]."""
    after = (
        text.str.replace(BULLET, "").str.replace(SOURCE, "").str.replace(rf"^(?i:{BY}(?:\s*:\s*|\s+))", "")
    )
    after = after.str.replace_all(GLUED, "$1 $2").str.replace(rf"{ACCOUNT}\s*$", "").str.replace(BESIDES, "")
    bare = after.str.replace(STAMPED, "").str.replace(r"\s*[|@].*$", "")
    place = r"\s+(?i:in|for|at|bei|para|per|from|the)\s.*$"
    return (
        bare.str.replace_all(JOINT, "\x1f")
        .str.split("\x1f")
        .list.eval(pl.element().str.replace(place, "").str.strip_chars(" \u00a0.,;:()（）【】[]|–—-\t"))
        .list.eval(pl.element().filter(pl.element() != ""))
    )


@cache
def _places() -> frozenset[str]:
    """Names of cities, regions and countries, in lower case, without accents."""
    names = pl.concat([packaged.table("places")["name"], packaged.table("countries")["name"]])
    return frozenset(names.to_frame("name").select(_plain(pl.col("name"))).to_series())


def is_place(name: pl.Expr) -> pl.Expr:
    """True where a name is that of a city, a region or a country."""
    return among(_plain(name.str.strip_chars(" .,")), _places)


def signatures(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` → `row`, `name` of the lines that say nothing but who: a person, then only names,
    titles and dates.

    Between semicolons, as in a page's metadata, the person may stand behind others that are none.
    """
    bare = (
        pl.col("text")
        .str.replace(BULLET, "")
        .str.replace(STAMPED, "")
        .str.replace(rf"{ACCOUNT}\s*$", "")
        .str.strip_chars(" ,|;·•-–—")
    )
    only = lines.filter(holds(bare, SIGNED)).select("row", "text")
    if only.is_empty():
        return pl.DataFrame(schema={"row": lines.schema["row"], "name": pl.String})
    each = (
        only.with_columns(name=parts(pl.col("text")))
        .explode("name")
        .with_columns(pl.int_range(pl.len()).over("row").alias("nth"))
    )
    each = each.filter((pl.col("nth") == 0) | pl.col("text").str.contains(";", literal=True)).with_columns(
        name=_person(pl.col("name"))
    )
    each = each.filter(~is_place(pl.col("name")))
    in_place = holds(pl.col("text"), IN_PLACE)
    sure = pl.when(in_place).then(_has_given_name(_plain(pl.col("name")))).otherwise(
        pl.col("nth") == 0
    ) | known(pl.col("name"))
    who = each.filter(named(pl.col("name")) & sure)
    who = who.filter(
        (pl.col("nth").first().over("row") == 0) | (pl.len().over("row") == 1)
    )  # several are a list of keywords
    return who.unique("row", keep="first", maintain_order=True).select("row", "name")


def _person(value: pl.Expr) -> pl.Expr:
    """A name without what is set before and, with no comma between, behind it: `Ana Soto Shipping
    Correspondent` is Ana Soto."""
    return value.map_batches(_persons, return_dtype=pl.String, is_elementwise=True)


def _persons(values: pl.Series) -> pl.Series:
    value, bare = pl.col("value"), pl.col("bare")
    honoured = value.str.replace(r"^(?:Dr|Prof|Mr|Mrs|Ms|Sir)\.?\s+", "").str.replace(
        rf"^{HONOURED}({TOKEN}\s.*)$", "$1"
    )
    names = values.to_frame("value").select(bare=honoured)
    names = names.select(bare=_without_place(names["bare"]))
    titled = bare.str.to_lowercase().str.contains(rf"\b{TITLES}\b") | bare.str.contains(
        r"\p{Ll}.*\s\p{Lu}{3,}(?:\s\p{Lu}{3,})*$"
    )
    return names.select(
        pl.when(titled).then(pl.coalesce(bare.str.extract(BEFORE_TITLE, 1), bare)).otherwise(bare)
    ).to_series()


def _without_place(names: pl.Series) -> pl.Series:
    """Names of two words or more without the city that stands behind them: `Luna González Barcelona`. A
    family name that is a city, too, stays where the words before it end in none."""
    long = names.str.contains(rf"^{TOKEN}(?:\s+{TOKEN})+\s+{TOKEN}$").fill_null(False).arg_true()
    longer = names.gather(long).to_frame("name").with_row_index("nth")
    name, rest, last = pl.col("name"), pl.col("rest"), pl.col("last")
    longer = longer.with_columns(last=name.str.extract(r"(\S+)$", 1)).filter(is_place(last))
    longer = longer.with_columns(rest=name.str.extract(r"^(.*\S)\s+(\S+)$", 1))
    ends = among(_plain(rest).str.extract(r"([\p{L}']+)$", 1), _family)
    cut = longer.filter(ends & _has_given_name(_plain(rest)) & ~among(_plain(last), _family))
    return names.scatter(long.gather(cut["nth"]), cut["rest"]) if cut.height else names


def described(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` of lines that tell of the author → `row`, `value`: who that is."""
    text = pl.col("text").str.replace(r"^\W+", "")
    each = lines.select("row", text=text, value=extracted(text, DESCRIBED))
    surname = _plain(pl.col("value")).str.extract(r"([\p{L}']+)$", 1)
    address = _plain(pl.col("text").str.extract(r"(\S+@\S+)", 1)).str.contains(surname, literal=True)
    writes = pl.col("text").str.contains(WRITES) | address.fill_null(False)
    return each.filter(
        writes & ~pl.col("value").str.contains(OFFICE) & named(pl.col("value")) & known(pl.col("value"))
    ).select("row", "value")


def read(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` of bylines → one row per name: `row`, `field` (author, desk, credit), `value`; of a
    single word, `alone`."""
    if lines.is_empty():
        return pl.DataFrame(
            schema={"row": lines.schema["row"], "value": pl.String, "field": pl.String, "alone": pl.Boolean}
        )
    said = parts(pl.col("text"))
    says_agency = lines.select(holds(pl.col("text"), SAYS_AGENCY)).to_series()
    if says_agency.any():
        agencies = pl.col("text").str.extract_all(rf"(?i)\b(?:{AGENCY})\b")
        said = pl.when(says_agency).then(agencies).otherwise(said)
    each = lines.select(
        "row",
        "text",
        one=pl.col("text").str.extract(ONE_WORD, 1),
        value=said,
    ).explode("value")
    each = each.filter(pl.col("value").is_not_null()).with_columns(
        bare=_person(pl.col("value")), lower=pl.col("value").str.to_lowercase()
    )
    value, bare, lower = pl.col("value"), pl.col("bare"), pl.col("lower")
    each = each.with_columns(person=named(bare), is_known=known(bare), desk=holds(value, DESK_ALONE))
    joined = pl.any_horizontal(
        pl.col("text").str.contains(pl.concat_str(pl.lit(f" {word} "), "value"), literal=True) for word in AND
    )
    first = pl.int_range(pl.len()).over("row") == 0
    works = lower.str.contains(r"(?:correspondents?|reporters?|writers?)$") | (
        lower.str.contains(rf"\s{JOB}$") & _has_given_name(_plain(value))
    )
    alone = (pl.col("one") == value) & _has_given_name(_plain(value)) & ~_is_of_none(lower)
    field = (
        pl.when(lower.str.contains(rf"^(?:the\s+)?{AGENCY}$"))
        .then(pl.lit("credit"))
        .when(pl.col("desk") & ~(works & pl.col("person")))
        .then(pl.lit("desk"))
        .when(is_place(bare) & (~first | ~pl.col("text").str.contains(rf"{BULLET}(?i:{BY})\s")))
        .then(None)
        .when(pl.col("person") & (first | joined | pl.col("is_known")) | alone)
        .then(pl.lit("author"))
    )
    told = each.with_columns(field=field).filter(pl.col("field").is_not_null())
    author = pl.col("field") == "author"
    named_as = pl.when(author).then("bare").otherwise("value")
    return told.select(
        "row", value=named_as, field="field", alone=author & pl.col("one").is_not_null()
    ).unique(maintain_order=True)
