"""Every rule keeps its promise: the line is dropped, as what it is, and the story stays."""

from typing import Any

import polars as pl
import pytest

from assets.cleaning import clean, recur
from assets.cleaning.rules import matching
from assets.cleaning.rules.lexicon import DOUBTFUL, PHRASES, RULES, SOFT
from assets.parsing import parse
from assets.parsing.rules import apply
from tests.cleaning.conftest import STORY, rows

TITLE = "Eastern quay to be widened after ten years of dispute"

DROPPED = {
    "This is a sponsored post.": "advertisement",
    "The old customs house before the storm. Reuters": "caption",
    "Ana Soto after the vote Credit: Jon Vik": "caption",
    "Related post: Eel soup as my aunt makes it": "promo",
    "Check price at Quay Stores": "promo",
    "Also on quaynews.com Harbour pilots threaten to strike": "promo",
    "The berths along the quay as planned (source: harbour office)": "caption",
    "Photographer: Lea Holm": "caption",
    "Unabhängiger Journalismus braucht deine Hilfe": "promo",
    "Читайте також": "promo",
    "Haberin Devamı": "promo",
    "延伸閱讀": "promo",
    "広告": "advertisement",
    "إعلان": "advertisement",
    "ログインして続きを読む": "paywall",
    "ON NOW": "live_badge",
    "Live-Ticker": "live_badge",
    "• en": "language_switch",
    "EN | FR | DE": "language_switch",
    "icon-facebook icon-twitter icon-whatsapp": "share_widget",
    "Share on:": "share_widget",
    "Share on Facebook": "share_widget",
    "Artikel teilen": "share_widget",
    "Partager sur Facebook": "share_widget",
    "Udostępnij": "share_widget",
    "Поделиться": "share_widget",
    "1.2k shares": "share_widget",
    "Follow us on:": "follow_prompt",
    "Follow us on\u00a0Telegram,\u00a0Facebook\u00a0and\u00a0X.": "follow_prompt",
    "Suivez-nous sur Facebook": "follow_prompt",
    "Ακολουθήστε μας στο Facebook": "follow_prompt",
    "@quaynews": "follow_prompt",
    "Read more: Pilots’ fees to rise by a fifth": "promo",
    "Lesen Sie auch: Lotsengebühren steigen um ein Fünftel": "promo",
    "À lire aussi : Les frais de pilotage augmentent": "promo",
    "Lea también: Suben las tarifas de practicaje": "promo",
    "Leggi anche: Aumentano le tariffe": "promo",
    "Leia também: Tarifas sobem": "promo",
    "Czytaj też: Opłaty wzrosną": "promo",
    "Читайте также: Сборы вырастут": "promo",
    "Διαβάστε επίσης: Αυξάνονται τα τέλη": "promo",
    "Related articles": "promo",
    "Sign up for our daily newsletter and never miss a tide": "newsletter",
    "Newsletter abonnieren": "newsletter",
    "Advertisement": "advertisement",
    "Anzeige": "advertisement",
    "Publicité": "advertisement",
    "12 comments": "comments",
    "Leave a comment": "comments",
    "Be the first to comment": "comments",
    "© 2025 The Quay. All rights reserved.": "legal",
    "Privacy Policy": "legal",
    "Alle Rechte vorbehalten.": "legal",
    "Already a subscriber? Log in": "paywall",
    "Cet article est réservé aux abonnés": "paywall",
    "Photo: Piet Kruger": "caption",
    "The eastern quay on Tuesday. (Getty Images)": "caption",
    "Image 1 of 7": "caption",
    "Cranes on the eastern quay at dawn. Credit: Norvik Harbour Museum": "caption",
    "Dockers wait for the last ferry of the day (Ana Soto/AFP via Getty Images)": "caption",
    "FILE - The old lighthouse is seen from the ferry in Norvik on May 3": "caption",
    "A model of the widened quay, courtesy of Norvik Museum": "caption",
    "Clockwise from top: the crane, the ferry and the rope works": "caption",
    "Most read in Harbour": "promo",
    "Read more about the pilots and their fees": "promo",
    "Click here for the tide tables of the week": "promo",
    "Six ways to see the islands for less Ad Feature": "advertisement",
    "Subscribe for unlimited access to every tide": "newsletter",
    "By entering your email you agree to our terms and to letters from partners.": "newsletter",
    "Sign in to save stories for later": "navigation",
    "To view this video please enable JavaScript in your browser": "other",
    "When you buy through links on our site, we may earn a small commission.": "legal",
    "Use of this site constitutes acceptance of our User Agreement and Privacy Policy.": "legal",
    "Disclaimer: the tide tables come from the harbour office and are not checked by us.": "legal",
    "The tables in this column are for informational purposes only and are no pilot’s advice.": "legal",
    "Our journalism needs your support. Please subscribe today.": "promo",
    "Got a tip about the harbour?": "promo",
    "Get in touch with our harbour desk by writing to desk@quay.example": "promo",
    "MORE: How the quay was dug by hand": "promo",
    "Also: The best walks along the mole": "promo",
    "In pictures: A century of ferries": "promo",
    "$26 at the Quay Shop": "advertisement",
    "This advertisement has not loaded yet, but your article continues below.": "advertisement",
    "Never miss an update with alerts for your harbour": "newsletter",
    "Like this story? Pass it on to a friend!": "share_widget",
    "Show more Show less": "navigation",
    '<a href="https://ads.example/click?n=5"><img src="https://ads.example/n=5">': "other",
    "The quay at low tide. Ana Soto/Reuters": "caption",
    "Cranes at dawn. Unsplash/Ana Soto": "caption",
    "Der alte Leuchtturm im Winter (Archivbild)": "caption",
    "Ferries wait outside the mole (Photograph: Ana Soto/Norvik Museum)": "caption",
    "Harbour master Ove Lund, left, and pilot Ana Soto look at the plans": "caption",
    "Pilots wait for the fog to lift, Friday, May 3, 2024, in Norvik.": "caption",
    "Image caption The quay was dug by hand": "caption",
    "Image copyright Norvik Museum": "caption",
    "The mole from above. Image credit: Lund et al., vol. 4, no. 2": "caption",
    "The ferry left an hour late. AP": "caption",
    "From left: Ana Soto and Ove Lund on the quay": "caption",
    "End Quote Ove Lund Harbour master": "other",
    "Waiting for your permission to load the video.": "other",
    "Please respect our rights. Unauthorized use is prohibited.": "legal",
    "Not a subscriber to The Quay? Then head over here!": "paywall",
    "Add The Quay to your Google News feed.": "follow_prompt",
    "Alle Fähren und Fahrpläne jede Woche. Kostenlos anmelden.": "newsletter",
    "Enlarge / A crane at work on the mole": "caption",
    "[2/5] Ferries wait outside the mole": "caption",
    "Pilots wait for the fog to lift. REUTERS/Ana Soto Purchase Licensing Rights": "caption",
    "Something went wrong, please try again later.": "other",
    "list 2 of 4": "navigation",
    "Save articles to read later and create your own reading list.": "navigation",
    "Fehler melden": "navigation",
    "Stories you may like": "promo",
    "Die Redaktion empfiehlt": "promo",
    "Dans la même rubrique": "promo",
    "© dpa-infocom, dpa:240503-99-123456/3": "legal",
    "The harbour office is not responsible for the content of external sites.": "legal",
    "For the latest harbour news, download our app.": "follow_prompt",
    "Catch all the latest harbour news and updates on our channel": "follow_prompt",
    "Cet article vous est offert par un abonné": "paywall",
    "Join the conversation below": "comments",
    "The mole seen from the ferry on its last day (Ana Soto for The Quay)": "caption",
    "The pilots are, clockwise from top left, Lund, Soto, Okafor and Weiss": "caption",
    "The Quay is a registered trademark of Norvik Press.": "legal",
    "Join us on 3 May for an evening of talks at our harbour event": "promo",
    "Your name (required)": "promo",
    "Share or comment on this article: Quay to be widened": "share_widget",
    "A post shared by Norvik Harbour (@norvikharbour)": "caption",
    "Tags: harbour, quay, council": "tags",
    "#harbour #quay": "tags",
    "Home > News > Harbour": "navigation",
    "Skip to main content": "navigation",
    "About the author": "author_bio",
    "4 min read": "other",
    "Article continues below this ad": "advertisement",
    "The interview continues after the advertisement": "advertisement",
    "Nach der Anzeige weiterlesen": "advertisement",
    "This post contains links of an affiliate programme": "legal",
    "Prices were accurate when we went to press and are subject to change": "legal",
    "If you click on a link and buy a rope, the shop may pay us a commission.": "legal",
    "Für Käufe über diese Links erhalten wir eine kleine Provision": "legal",
    "The best of the harbour, straight to your inbox every Friday": "newsletter",
    "You’re reading the Low Tide newsletter": "newsletter",
    "Vous pouvez vous désinscrire à tout moment.": "newsletter",
    "Try The Quay for $1 a week": "paywall",
    "Cancel anytime.": "paywall",
    "Monatlich kündbar": "paywall",
    "You’ve reached your limit of free articles": "paywall",
    "Exclusive for subscribers": "paywall",
    "Get it on Google Play": "follow_prompt",
    "Make The Quay your preferred source on Google": "follow_prompt",
    "Stay up to date with all that happens on the mole": "follow_prompt",
    "Bleiben Sie auf dem Laufenden": "follow_prompt",
    "No te pierdas nada del puerto": "follow_prompt",
    "Please keep comments civil and on topic": "comments",
    "Comments on this story are closed": "comments",
    "What do you think of the wider quay? Tell us in the comments below!": "comments",
    "Save my name, email, and website in this browser for the next time I comment.": "comments",
    "Los comentarios están cerrados": "comments",
    "Was this article helpful?": "other",
    "Spotted an error? Let us know": "other",
    "This article is more than three years old": "other",
    "Beginning of dialog window. Escape will cancel and close the window.": "other",
    "The views expressed here are those of the author alone.": "legal",
    "This article has been reviewed according to our editorial process": "legal",
    "Past performance is no guarantee of what comes in with the tide": "legal",
    "See all stories by Ana Soto": "promo",
    "For more on the harbour, click here": "promo",
    "Dazu passend": "promo",
    "Video above: the ferry leaves the old quay": "caption",
    "Watch the full interview below": "caption",
    "Pilots wait for the fog to lift on the mole. Ana Soto/Norvik Post": "caption",
    "Screenshot via the harbour’s camera": "caption",
    "Ove Lund, pictured in 2019 at the rope works": "caption",
    "Chief meteorologist": "author_bio",
    "We rely on readers like you. Please give today.": "promo",
    "Soutenez une presse libre : faites un don": "promo",
    "Nous contacter": "navigation",
    "Forgot your password?": "navigation",
    "Filed to: Harbours": "tags",
    "MORE: Harbour fees 2025 vs. 2015: who pays what": "promo",
    "Something went wrong. Please try again later.": "other",
    "Shutterstock": "caption",
    "The quay at low tide (Piet Kruger/Quay Pictures)": "caption",
    "An dieser Stelle finden Sie einen Beitrag von Instagram.": "other",
    "An dieser Stelle findet ihr einen Beitrag von Instagram": "other",
}


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


PERHAPS = {
    "Ferry pilot, Port Ellery (m/w/d)": "promo",
    "Please fill in all required fields.": "other",
    "Bitte füllen Sie alle Pflichtfelder aus": "other",
    "Ihr Passwort muss mindestens acht Zeichen haben.": "other",
    "Enable push notifications": "newsletter",
    "Erlauben Sie quay.example, Ihnen Benachrichtigungen zu schicken": "newsletter",
    "I agree to receive offers from the Quay and its partners.": "newsletter",
    "Aktivieren Sie JavaScript, damit das Video erscheint.": "other",
    "These cookies are used to count our visitors.": "legal",
    "Diese Cookies sind unbedingt erforderlich, damit die Seite läuft.": "legal",
    "This is a preview of subscription content": "paywall",
    "Um diesen Artikel zu lesen, müssen Sie sich anmelden.": "paywall",
    "Inicia sesión para seguir leyendo": "paywall",
    "Wenn Ihnen dieser Beitrag gefallen hat, freuen wir uns über eine Spende.": "promo",
    "Veröffentlicht in: Hafen, Verkehr": "tags",
    "Already a subscriber? Activate your digital access": "paywall",
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
    assert set(found["rule"]) <= SOFT | DOUBTFUL


ABOUT_SUCH_THINGS = (
    "The quay stays closed. Nobody knows for how long, the harbour master told reporters. AFP",
    "Child tax credit: up to £25 a week for each child, from April",
    "Her first pupil, who once looked after cookie consent for a chain of shoe shops, now mends nets on the eastern quay.",
    "These cookies are chewy in the middle and crisp at the edge, the baker said.",
    "Das Passwort ist tot, sagt der Hafenmeister, und meint die Chipkarte an seinem Gürtel.",
    "An error occurred in the count of votes in two districts, the council admitted.",
    "Ich stimme dem Plan nicht zu, sagte die Bürgermeisterin, aber ich kann mit ihm leben.",
    "The pilots agree to receive the new pay from March, their union wrote on Friday.",
    "Mit der Anmeldung der Insolvenz endet eine Ära am Hafen.",
    "En validant le plan, le conseil met fin à dix ans de querelle.",
    "Al registrarse el temblor, los muelles quedaron vacíos.",
    "Ao assinar o contrato, o prefeito pôs fim à disputa.",
    "Ich stimme der Ministerin zu, sagte der Lotse, aber nur in diesem Punkt.",
    "Si te gusta el mar, la lonja abre a las seis.",
    "Wer Cookies ablehnen will, muss auf der Seite des Hafens lange suchen, fanden Prüfer.",
    "Passengers can turn on notifications in the new ferry app, the operator said.",
    "Die Behörde hat keine Verbindung zu Twitter mehr, seit ihr Konto gesperrt ist.",
    "Fields marked by the flood lie along the whole shore.",
    "Die Fähre fährt ab März wieder jede Stunde, teilte das Hafenamt mit. (ats/nxp)",
    "Subscribers will pay a third more from May, the paper said.",
    "The newsletter that the pilots sign is printed on the mole.",
    "Advertisements on the ferries were taken down on Monday.",
    "Comments by the harbour master had angered the pilots.",
    "If you walk the mole at night, take a lamp with you.",
    "Stay with the ship, the pilot told them.",
    "The views from the lighthouse reach as far as the islands.",
    "The views expressed at the meeting were not shared by all.",
    "Passengers can cancel at any time, the court ruled.",
    "This article of the harbour law has not been touched since 1911.",
    "Prices at the fish market rose by a tenth in one week.",
    "The video above all angered the dockers.",
    "Read the plans before you vote, he told the council.",
    "Get the crane moving, the foreman shouted.",
    "Photographer Ana Soto waited four hours for the ferry.",
    "More ferries than ever called at the old quay.",
    "What the council decided",
    "The price of waiting",
    "Background",
    "Keep the harbour open, said the sign at the gate.",
    "Reklama statków zniknęła z nabrzeża po skargach mieszkańców.",
    "Only three of the nine pilots were there.",
    "Available berths are few, the office said.",
    "Follow the money and you will find the crane, she said.",
    "Was this the ferry that her father had built?",
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
    names = [rule.name for rule in RULES if rule.name not in DOUBTFUL] + sorted(DOUBTFUL)
    assert len(names) == len(set(names))
    assert set(names) >= SOFT | DOUBTFUL


def test_gates_let_through_what_their_rules_match() -> None:
    """A gate only saves time: without it, the rules say the same of every line here."""
    known = [*DROPPED, *PERHAPS]
    lines = pl.DataFrame({"row": range(len(known)), "lower": [line.lower().lstrip("•·-– ") for line in known]})
    assert apply(lines, RULES).sort("row").equals(apply(lines, [rule._replace(gate="") for rule in RULES]).sort("row"))


def test_phrases_are_lower_case() -> None:
    for phrase in PHRASES:
        assert phrase.words == tuple(word.lower() for word in phrase.words)
