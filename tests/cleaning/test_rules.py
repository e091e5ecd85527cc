"""Every rule keeps its promise: the line is dropped, as what it is, and the story stays."""

import re
from typing import Any

import polars as pl
import pytest

from assets.cleaning import clean, recur
from assets.cleaning.rules import matching, signs
from assets.cleaning.rules.lexicon import MODEL_MAY_KEEP, NAMES_ONLY, PATTERNS, PHRASES, RULES, SIGNS
from assets.data import packaged
from assets.parsing import parse
from assets.parsing.rules import apply
from checks.vocabulary import DROPPED_ROLES
from tests.cleaning.conftest import STORY, rows

TITLE = "Eastern quay to be widened after ten years of dispute"

BY_PHRASES_AND_SIGNS = {
    "This is a sponsored post.": "advertisement",
    "Related post: Eel soup as my aunt makes it": "promo",
    "Check price at Quay Stores": "promo",
    "Also on quaynews.com Harbour pilots threaten to strike": "promo",
    "The berths along the quay as planned (source: harbour office)": "caption",
    "Unabhängiger Journalismus braucht deine Hilfe": "promo",
    "Читайте також": "promo",
    "Haberin Devamı": "promo",
    "延伸閱讀": "promo",
    "広告": "advertisement",
    "إعلان": "advertisement",
    "ログインして続きを読む": "paywall",
    "ON NOW": "live_badge",
    "Live-Ticker": "live_badge",
    "Share on:": "share_widget",
    "Artikel teilen": "share_widget",
    "Поделиться": "share_widget",
    "Follow us on:": "follow_prompt",
    "Related articles": "promo",
    "Newsletter abonnieren": "newsletter",
    "Advertisement": "advertisement",
    "Anzeige": "advertisement",
    "Publicité": "advertisement",
    "12 comments": "comments",
    "Leave a comment": "comments",
    "Be the first to comment": "comments",
    "Privacy Policy": "legal",
    "Already a subscriber? Log in": "paywall",
    "This advertisement has not loaded yet, but your article continues below.": "advertisement",
    "Something went wrong, please try again later.": "other",
    "Save articles to read later and create your own reading list.": "navigation",
    "Fehler melden": "navigation",
    "Stories you may like": "promo",
    "Die Redaktion empfiehlt": "promo",
    "Dans la même rubrique": "promo",
    "Join the conversation below": "comments",
    "Skip to main content": "navigation",
    "About the author": "author_bio",
    "Article continues below this ad": "advertisement",
    "Nach der Anzeige weiterlesen": "advertisement",
    "Vous pouvez vous désinscrire à tout moment.": "newsletter",
    "Cancel anytime.": "paywall",
    "Monatlich kündbar": "paywall",
    "You’ve reached your limit of free articles": "paywall",
    "Exclusive for subscribers": "paywall",
    "Get it on Google Play": "follow_prompt",
    "Bleiben Sie auf dem Laufenden": "follow_prompt",
    "Save my name, email, and website in this browser for the next time I comment.": "comments",
    "Los comentarios están cerrados": "comments",
    "Was this article helpful?": "other",
    "Beginning of dialog window. Escape will cancel and close the window.": "other",
    "Dazu passend": "promo",
    "Chief meteorologist": "author_bio",
    "Nous contacter": "navigation",
    "Forgot your password?": "navigation",
    "Something went wrong. Please try again later.": "other",
    "Shutterstock": "caption",
}

BY_PATTERNS = {
    line: known.role
    for known in PATTERNS
    if known.strength == "drops" and known.role in DROPPED_ROLES
    for line in known.drops
}
DROPPED = {**BY_PHRASES_AND_SIGNS, **BY_PATTERNS}


@pytest.fixture(scope="module")
def pages() -> dict[str, dict[str, Any]]:
    """The clean copy of one page per line, which stands in the middle of the story."""
    texts = {f"{n}.txt": "\n".join([TITLE, *STORY[:4], line, *STORY[4:]]) for n, line in enumerate(DROPPED)}
    found = parse(rows(texts))
    return dict(zip(DROPPED, clean(found, recur(found.lazy())).iter_rows(named=True), strict=True))


@pytest.mark.parametrize(("line", "role"), DROPPED.items())
def test_line_is_dropped_as_what_it_is(pages: dict[str, dict[str, Any]], line: str, role: str) -> None:
    found = next(kept for kept in pages[line]["lines"] if kept["line_no"] == 6)
    assert (found["role"], found["kept"]) == (role, False)
    assert pages[line]["body"] == "\n\n".join(STORY)


@pytest.fixture(scope="module")
def rule_of() -> dict[str, str]:
    """Each example of `patterns.toml` of which a rule knows something → that rule."""
    lines = [line for known in PATTERNS for line in (*known.drops, *known.keeps)]
    found = matching.rule_on(pl.DataFrame({"row": range(len(lines)), "text": lines}))
    return {lines[row]: rule for row, rule in found.select("row", "rule").iter_rows()}


@pytest.mark.parametrize(("rule", "line"), [(known.name, line) for known in PATTERNS for line in known.drops])
def test_example_is_known_by_the_rule_that_it_stands_under(
    rule_of: dict[str, str], rule: str, line: str
) -> None:
    assert rule_of.get(line) == rule


@pytest.mark.parametrize("line", [line for known in PATTERNS for line in known.keeps])
def test_example_that_is_to_stay_is_known_by_no_rule(rule_of: dict[str, str], line: str) -> None:
    assert rule_of.get(line) is None


def test_phrase_is_known_by_the_first_rule_that_has_it() -> None:
    said = {word: phrase.name for phrase in reversed(PHRASES) for word in phrase.words}
    found = matching.rule_on(pl.DataFrame({"row": range(len(said)), "text": list(said)}))
    known = dict(zip(said, found["rule"], strict=True))
    claimed = {word for word, rule in known.items() if rule != said[word]}
    assert {known[word] for word in claimed} <= {phrase.name for phrase in PHRASES}
    assert set(known.values()) >= {phrase.name for phrase in PHRASES}


def as_said(form: str) -> str:
    """A line that a form of `signs.txt` matches: the first of its alternatives, and once what may be there
    more often."""
    group = re.compile(r"(?<!\\)\((?:\?:)?((?:[^()|\\]|\\.)*)(?:\|(?:[^()\\]|\\.)*)?\)[?*+]?")
    while group.search(form):
        form = group.sub(r"\1", form)
    for pattern, said in {
        r"\[\^(?:\\.|[^\]\\])*\]\{[\d,]+\}": "Ana Soto",
        r"\[(\\?.)(?:\\.|[^\]\\])*\](?:[*+?]|\{[\d,]+\})?": r"\1",
        r"(?<!\\)\.[*+?]|(?<!\\)\.\{[\d,]+\}|\\s": " ",
        r"\\w": "x",
        r"\\d": "1",
        r"\\b|(?<!\\)[$^*+?]|\{[\d,]+\}": "",
        r"\\(.)": r"\1",
    }.items():
        form = re.sub(pattern, said, form)
    return form.lower()


@pytest.mark.parametrize("rule", sorted({sign.name for sign in SIGNS}))
def test_sign_is_known_wherever_it_stands(rule: str) -> None:
    (forms,) = (
        forms
        for head, forms in packaged.sections("cleaning/rules/signs.txt").items()
        if head.startswith(f"{rule}: ")
    )
    lines = pl.DataFrame(
        {"row": range(len(forms)), "form": forms, "lower": [as_said(form) for form in forms]}
    )
    found = apply(lines, [sign for sign in SIGNS if sign.name == rule])
    assert lines.join(found, on="row", how="anti").rows() == []


PERHAPS = {
    "Vous avez envie de lire la suite ? Tout est là.": "paywall",
    "この記事は有料記事です。残り300文字": "paywall",
    "Thank you for signing up! Look for it in your junk folder.": "newsletter",
    "Nach der Anmeldung kommt eine E-Mail mit einem Bestätigungslink.": "newsletter",
    "Pas de subventions, pas d’actionnaires : nos lecteurs et personne d’autre": "promo",
    "Gefällt Ihnen unsere Arbeit? Spenden Sie fünf Euro.": "promo",
    "Join the Quay Post's WhatsApp channel for the tides": "follow_prompt",
    "Ακολουθήστε το quay.example στο Google News": "follow_prompt",
    "Увидели опечатку? Выделите её и нажмите Ctrl+Enter": "promo",
    "Zie je een fout in dit stuk? Mail de redactie.": "promo",
    "Please avoid obscene words when you answer others.": "comments",
    "Um einen Kommentar zu schreiben, brauchen Sie ein Konto.": "comments",
    "La nostra è una testata registrata a Porto, n. 12": "legal",
    "未经本报授权，不得转载": "legal",
    "Refresh page for latest tides": "other",
    "Dieses Thema im Programm: Hafenradio am Morgen": "other",
    "责任编辑：李港": "other",
    "Haben Sie suizidale Gedanken? Rufen Sie an.": "other",
    "An earlier version of this article gave the wrong quay.": "other",
    "Harbour Group via Getty Images, FILE": "caption",
    "Ana Soto looks at the cranes on the eastern quay, Wednesday, Jan. 15, 2025.": "caption",
}


@pytest.mark.parametrize(("line", "role"), PERHAPS.items())
def test_what_an_article_might_say_as_well_is_named_and_left_to_the_model(line: str, role: str) -> None:
    found = matching.rule_on(pl.DataFrame({"row": [0], "text": [line]}))
    assert found["role"].to_list() == [role]
    assert set(found["rule"]) <= NAMES_ONLY | MODEL_MAY_KEEP


ABOUT_SUCH_THINGS = (
    "The price of waiting",
    "Background",
)


@pytest.mark.parametrize("line", ABOUT_SUCH_THINGS)
def test_text_about_such_things_is_text(line: str) -> None:
    assert matching.rule_on(pl.DataFrame({"row": [0], "text": [line]})).is_empty()


SPEAK_OF_SUCH_THINGS = (
    "Das Passwort muss mindestens zwölf Zeichen lang sein, rät das BSI.",
    "By joining the alliance, the harbour doubled the length of its quays.",
    "Ces cookies permettent de suivre les visiteurs d’un site à l’autre, a rappelé la commission.",
    "En validant ce budget, les élus ont évité une crise.",
    "An dieser Stelle findet jedes Jahr der Fischmarkt statt.",
    "Turn on notifications before the storm hits, the harbour master told the crews.",
    "Die Stadt sucht einen Hafenmeister (m/w/d), doch niemand will den Posten haben.",
    "Sie haben bereits zweimal gewonnen und wollen am Sonntag den dritten Titel.",
    "We need your help to find this boat, police said in an appeal on Wednesday.",
    "Mit ihrer Spende von fünfzig Euro half die Rentnerin, das Dach der Hafenkirche zu retten.",
    "El canal de WhatsApp del puerto avisó del corte de agua antes que la radio, dijo el alcalde.",
    "Die VG Wort muss ihren Autorinnen nach dem Urteil mehrere Millionen Euro nachzahlen.",
    "Lees ook de kleine letters, waarschuwde de rechter de koper van de loods.",
    "About the author of the letter, investigators knew only that he wrote from the harbour.",
    "Copyright in the song passed to his widow in 1987, and to their three children when she died.",
)


@pytest.mark.parametrize("line", SPEAK_OF_SUCH_THINGS)
def test_text_that_sounds_like_a_notice_stays(page: Any, line: str) -> None:
    """No rule alone drops it: within an article it is text."""
    row = page(TITLE, *STORY[:3], line, *STORY[3:])
    assert row["body"].split("\n\n")[3] == line


def test_no_rule_takes_a_paragraph() -> None:
    assert matching.rule_on(pl.DataFrame({"row": range(len(STORY)), "text": STORY})).is_empty()


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in RULES if rule.name not in MODEL_MAY_KEEP] + sorted(MODEL_MAY_KEEP)
    assert len(names) == len(set(names))
    assert set(names) >= NAMES_ONLY | MODEL_MAY_KEEP


def test_gates_let_through_what_their_rules_match() -> None:
    """A gate and a faster pattern only save time: without them, the rules say the same of every line here."""
    known = [*DROPPED, *PERHAPS, *(line for known in PATTERNS for line in (*known.drops, *known.keeps))]
    lines = pl.DataFrame(
        {"row": range(len(known)), "lower": [line.lower().lstrip("•·-– ") for line in known]}
    )
    assert (
        apply(lines, RULES)
        .sort("row")
        .equals(apply(lines, [rule._replace(gate="", first="") for rule in RULES]).sort("row"))
    )


def test_name_has_one_role_wherever_it_stands() -> None:
    roles = {(known.name, known.role) for known in (*PHRASES, *RULES)}
    assert len(roles) == len({name for name, _ in roles})


def test_phrases_are_lower_case() -> None:
    for phrase in PHRASES:
        assert phrase.words == tuple(word.lower() for word in phrase.words)


def test_sign_without_a_literal_is_refused_with_the_cure() -> None:
    with pytest.raises(ValueError, match=r"signs\.txt: rule 'clock_signs': the form .* write five letters"):
        signs.rules_for("clock_signs", "other", [r"(?:tide|moon) \w+ s?"])
