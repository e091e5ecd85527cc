# ruff: noqa: E501 (word lists and patterns)
"""The named rules: what a line says outright, whatever stands around it.

Change a cleaning rule here, in `phrases.txt` where it is a line of fixed words, or in `signs.txt` where words give a line away wherever they stand
in it. A line is compared lower-cased, without its bullet: with PHRASES, without closing marks and numbers as well, as a whole; with RULES (Rust
regexes) in the order they stand in, the first that holds names the role. `longest` keeps a rule from swallowing a paragraph that merely opens with
its words. A rule belongs here when it is right on any news page.
"""

from typing import Final, NamedTuple

from assets.data import packaged
from assets.parsing.rules import Rule, any_of, literals, signs


class Phrases(NamedTuple):
    """Lines that are one of `words` and nothing else have `role`."""

    name: str
    role: str
    words: tuple[str, ...]


READ_MORE_WORDS: Final = (
    "read more|read also|also read|read next|read this|see also|see more|more on this|more on this story|related|"
    "related articles|related stories|related news|related topics|related content|related posts|related story|"
    "related article|related coverage|you may also like|you might also like|recommended|recommended for you|"
    "recommended stories|recommended reading|further reading|don't miss|don’t miss|must read|more from|more stories|"
    "more news|more like this|top stories|latest news|latest stories|trending|trending now|most read|most popular|"
    "editor's picks|editors' picks|editor’s picks|in case you missed it|watch|watch now|watch more|watch also|watch:|"
    "listen to|what to read next|up next|next story|previous story|next article|previous article|next post|previous post|"
    "explore more|keep reading|more in|more about|suggested reading|from the archive|also see|also watch|"
    "view more|lesen sie auch|lesen sie mehr|lesen sie hier|mehr zum thema|mehr dazu|mehr lesen|auch interessant|"
    "das könnte sie auch interessieren|weiterlesen|weitere artikel|weitere themen|siehe auch|mehr aus|lesetipp|lesetipps|"
    "zum thema|meistgelesen|meistgelesene artikel|lesen sie dazu|verwandte themen|verwandte artikel|lire aussi|à lire aussi|"
    "a lire aussi|lire également|à lire également|lire la suite|voir aussi|à voir aussi|sur le même sujet|les plus lus|"
    "à lire|articles similaires|pour aller plus loin|à découvrir|notre dossier|lea también|leer también|lee también|"
    "te puede interesar|también te puede interesar|le puede interesar|más información|leer más|lee más|lea además|ver más|"
    "noticias relacionadas|notas relacionadas|artículos relacionados|más noticias|además|lo más leído|lo más visto|"
    "mira también|te recomendamos|podría interesarte|quizás te interese|leggi anche|leggi tutto|leggi di più|"
    "per approfondire|potrebbe interessarti|ti potrebbe interessare|articoli correlati|approfondisci|vedi anche|"
    "guarda anche|i più letti|notizie correlate|leggi la notizia|leggi|leia também|leia mais|veja também|saiba mais|"
    "veja mais|notícias relacionadas|mais lidas|confira também|artigos relacionados|mais notícias|ler mais|ler também|"
    "czytaj też|czytaj także|czytaj również|czytaj więcej|zobacz też|zobacz także|zobacz również|zobacz więcej|"
    "przeczytaj także|przeczytaj też|polecamy|warto przeczytać|powiązane artykuły|najczęściej czytane|więcej na ten temat|"
    "читайте также|читать также|читайте ещё|читайте еще|смотрите также|по теме|материалы по теме|ещё по теме|еще по теме|"
    "подробнее|самое читаемое|новости по теме|похожие материалы|главное|рекомендуем|διαβάστε επίσης|διαβάστε ακόμα|"
    "διαβάστε περισσότερα|δείτε επίσης|δείτε ακόμα|σχετικά άρθρα|σχετικα|περισσότερα|διαβάστε|τα πιο δημοφιλή|lees ook|"
    "lees meer|läs också|läs mer|les også|læs også|číst dále|přečtěte si"
)
FOLLOW_WORDS: Final = (
    "follow us|follow|join us|find us|connect with us|like us|stay connected|stay tuned|follow our|follow me|join our|"
    "subscribe to our youtube|subscribe to our channel|download our app|download the app|get the app|get our app|folgen sie|"
    "folge uns|folgt uns|folgen|suivez-nous|suivez nous|suivre|rejoignez-nous|retrouvez-nous|síguenos|siguenos|síganos|"
    "seguinos|sigue|seguir|únete|seguici|segui|seguiteci|siga-nos|siga nos|siga|acompanhe|śledź|obserwuj|dołącz|polub nas|"
    "подписывайтесь|подпишитесь|следите за|читайте нас|мы в|присоединяйтесь|ακολουθήστε|βρείτε μας|volg ons|följ oss|"
    "takip et"
)


PHRASES: Final = (
    *(
        Phrases(rule, role, tuple(words))
        for head, words in packaged.sections("cleaning/rules/phrases.txt").items()
        for rule, role in [head.split(": ")]
    ),
    Phrases("read_more_alone", "promo", tuple(READ_MORE_WORDS.split("|"))),
    Phrases("follow_alone", "follow_prompt", tuple(FOLLOW_WORDS.split("|"))),
)

SITES_WORDS: Final = (
    "facebook|twitter|x|instagram|whatsapp|telegram|linkedin|linked in|youtube|tiktok|pinterest|reddit|flipboard|mail|"
    "messenger|threads|bluesky|mastodon|snapchat|viber|vkontakte|вконтакте|вк|vk|одноклассники|телеграм|google news|google|"
    "tumblr|xing|pocket|line|skype|sms|copy link|copy|link copied|copy url|print|share|tweet|pin it|pin|save|send|like|link|"
    "rss|rss feed|wechat|weibo|discord|quora|fb|tw|yt|ig|copied|copiar enlace|teilen|drucken|merken|kopieren|link kopieren|"
    "per mail|partager|imprimer|envoyer|copier le lien|compartir|imprimir|enviar|condividi|stampa|copia link|compartilhar|"
    "compartilhe|copiar link|udostępnij|drukuj|kopiuj link|поделиться|поделитесь|печать|распечатать|μοιραστείτε|κοινοποίηση|"
    "εκτύπωση|delen|deel|dela|del|zdieľať|sdílet|paylaş|distribuie|google plus|share on|share via|share to|email this|icon|"
    "e-?mail|google\\+"
)
SITES: Final = any_of(SITES_WORDS)
READ_MORE: Final = any_of(READ_MORE_WORDS)
READ_ALSO_WORDS: Final = (
    "also read|read also|lire aussi|à lire aussi|leggi anche|lea también|lee también|leia também|czytaj też|czytaj także|"
    "czytaj również|zobacz także|zobacz też|читайте также|lesen sie auch|lees ook|mehr zum thema|διαβάστε επίσης|"
    "δείτε επίσης|click here to|click here for|read the full|read our full|read our review|click to read|see our full|watch the video|watch below|"
    "klicken sie hier|cliquez ici|haga clic|clicca qui|clique aqui|kliknij|нажмите"
)
READ_ALSO: Final = any_of(READ_ALSO_WORDS)
FOLLOW: Final = any_of(FOLLOW_WORDS)
SHARE_VERBS: Final = any_of(
    "share|share this|share on|share via|share to|share with|share by|click to share on|post on|send by|send via|teilen auf|auf|per|via|teilen|partager sur|partager|sur|compartir en"
    "|compartir por|compartir|en|condividi su|condividi|su|compartilhar no|compartilhar|no|por|udostępnij na|na|w|поделиться в|в|κοινοποίηση στο|στο|on|to|or|and|y|et|und|e|i|и"
    "|fa|icon|ico|svg|social|btn|button|logo|alt|square|f"
)
WHERE: Final = any_of(
    "facebook|twitter|instagram|whatsapp|telegram|linkedin|youtube|tiktok|x|social media|social|google news|google nachrichten|google actualités|google notícias|threads|bluesky|вконтакте"
    "|телеграм|telegramie|channel|kanal|canal|canale|app|us|redes sociales|redes sociais|social networks|instagramie|facebooku|rss|flipboard"
)
OFFER: Final = any_of(
    "sign up|subscribe|get|join|receive|want|enter your|your|stay informed|stay up to date|stay ahead|the best of|free|daily|weekly|jetzt|melden sie sich|abonnieren|bestellen sie|newsletter|inscrivez-vous"
    "|recevez|abonnez-vous|s.inscrire|suscríbete|suscribite|suscríbase|recibe|regístrate|apúntate|iscriviti|ricevi|inscreva-se|assine|receba|zapisz|подпишитесь|подписаться|подписка|εγγραφείτε|schrijf je in"
)
MAIL: Final = any_of(
    "newsletter|newsletters|inbox|email|e-mail|emails|email alerts|email updates|briefing|daily digest|postfach|infolettre|boletín|boletines|mailing|bulletin|рассылку|рассылки|biuletyn|ενημερωτικό"
)
COMMENTS: Final = any_of(
    "comments?|kommentare?|commentaires?|comentarios?|commenti|commento|comentários?|komentarze|komentarzy|komentarz|комментари[йяиев]+|σχόλια|reacties|kommentarer|replies"
)
COUNTED: Final = any_of(
    "shares?|likes?|tweets?|views?|reads?|reactions?|mal geteilt|aufrufe|partages|vues|compartidos|vistas|condivisioni|visualizzazioni|compartilhamentos|visualizações|udostępnień|wyświetleń|просмотров|просмотра|προβολές"
)
LABELS: Final = any_of(
    "tags?|topics?|related topics|topics in this article|see more on|filed to|subjects|más información sobre|filed under|posted in|categories|category|keywords|themen|schlagworte|schlagwörter|stichworte|thèmes|sujets|mots-clés|mots clés|dans cet article|temas|etiquetas"
    "|temas relacionados|en este artículo|tag|argomenti|temi|assuntos|tópicos|marcadores|tagi|tematy|słowa kluczowe|теги|темы|метки|ετικέτες|θέματα|trefwoorden"
)
PICTURES: Final = any_of(
    "photos?|images?|pictures?|video|photograph|file photo|illustration|graphic|fotos?|bild|bilder|symbolbild|archivbild|symbolfoto|archivfoto|imagen|imágenes|imagem|immagine|zdjęcie|zdj\\.?|fot\\.?|фото|φωτογραφία|φωτο"
    "|crédit photo|crédits photo|crédit|crédito|photo credit|image credit|picture credit|foto de|getty images"
)
STOCK: Final = any_of(
    "photo|image|picture|foto|bild|getty|getty images|shutterstock|ap photo|file photo|afp via getty images|istock|istockphoto|imago|imago images|picture alliance|epa|zuma press|alamy|alamy stock photo|via reuters|handout|screengrab|screenshot|afp photo|pa wire|pa images|연합뉴스|뉴스1|뉴시스|archivbild|symbolbild|archivfoto|symbolfoto"
)
AGENCY_WORDS: Final = "dpa|afp|ap|ap photo|keystone|imago|imago images|reuters|epa|apa|ansa|efe|lusa|pap|čtk|tass|xinhua|bloomberg|getty|getty images|shutterstock|unsplash|pexels|pixabay|istock|adobe stock|picture alliance|zuma|zuma press|sipa|nurphoto|alamy|upi|depositphotos"
AGENCY: Final = any_of(AGENCY_WORDS)
EARNS: Final = r"(?:may|might|can|could|will|to|we) (?:also )?(?:earn|receive|get|be paid|collect|make) (?:an? |some )?(?:small )?(?:affiliate )?(?:commissions?|compensation|payment|portion|share|percentage|fee|referral)"
NAMES: Final = r"[^0-9/()|,;:!?\"“”‘]"  # what names are written with: all the world's letters, many times over, take long to make ready
BUYS: Final = r"(?:links?|purchas\w*|buy|bought|products?)\b"

BY_DOING: Final = r"by (?:signing up|subscribing|submitting|clicking|entering|providing|registering|creating|joining)\b"
BY_DOING_GATE: Final = "by signing|by subscr|by submit|by click|by enter|by provid|by regist|by creat|by join"
LABELS_GATE: Final = "tag|see more|subject|más info|topic|filed|posted|categor|keyword|themen|schlag|stichwort|thèmes|sujets|mots|cet article|temas|etiquetas|este artículo|argomenti|temi|assuntos|tópicos|marcadores|tematy|słowa|теги|темы|метки|ετικέτες|θέματα|trefwoorden"

SIGNS: Final = tuple(
    form
    for head, forms in packaged.sections("cleaning/rules/signs.txt").items()
    for rule, role in [head.split(": ")]
    for form in signs(rule, role, forms)
)
RULES: Final = (
    Rule(
        "language_codes",
        "language_switch",
        r"^(?:(?:en|de|fr|es|it|pt|pl|ru|uk|ua|el|gr|ar|zh|tr|nl|esp|eng|рус|укр|العربية|русский|english|deutsch|français|francais|español|espanol|italiano|português|portugues|polski|українська|ελληνικά|türkçe|فارسی|中文|日本語|한국어|nederlands|svenska|česky|čeština|magyar|română|hrvatski|srpski|bahasa indonesia|हिन्दी|اردو)(?:\s*[|/·,•-]\s*|\s+|$))+$",
        120,
    ),
    Rule(
        "share_buttons",
        "share_widget",
        rf"^(?:{SHARE_VERBS}[-_ ]+)*{SITES}(?:[\s|,/·•:+_-]+(?:{SHARE_VERBS}|{SITES}))*(?:\s*\(opens in (?:a )?new window\))?[\s.:|]*$",
        160,
    ),
    Rule(
        "share_this",
        "share_widget",
        r"^share (?:this|on|via|with|to)\b[^.!?]*$|^(?:like|liked|enjoy|enjoyed|enjoying|love|loved) (?:this (?:article|story|post|page)|this:|what you)\b|^share or comment on this\b",
        160,
        gate="share|this |this:|what you",
    ),
    Rule(
        "counted_shares",
        "share_widget",
        rf"^\d[\d.,]*\s?[km]?\s*{COUNTED}(?: total)?\W*$",
        40,
        gate="share|like|tweet|view|read|reaction|geteilt|aufruf|partage|vue|compartid|vista|condivis|visualiz|compartilh|udost|wyświetl|просмотр|προβολ",
    ),
    Rule(
        "comment_counts",
        "comments",
        rf"^(?:\W*\d[\d.,]*\W*{COMMENTS}|{COMMENTS}\W*\d+\W*)$",
        40,
        gate="comment|komment|coment|коммент|koment|σχόλι|reactie|replies",
    ),
    Rule(
        "comment_controls",
        "comments",
        r"^(?:sign in|log ?in|please log in|register|you must be logged in|be the first|join the conversation|join the discussion|start the conversation)\b[^.]*\b(?:comment|commenting|discussion|conversation|comments)\b",
        100,
        gate="comment|discussion|conversation",
    ),
    Rule(
        "unpublished_address",
        "comments",
        r"^(?:your email address will not be published|required fields are marked|comments? (?:are|have been) (?:closed|moderated|disabled)|the views expressed in the (?:contents|comments))",
        160,
        gate="email address|required fields|comment|views expressed",
    ),
    Rule("follow_us", "follow_prompt", rf"^(?:{FOLLOW}|add)\b[^.!?]*\b{WHERE}\b", 200, gate=f"add |{literals(FOLLOW_WORDS)}"),
    Rule("handle_alone", "follow_prompt", r"^(?:follow\s+)?@\w+(?:\s+on\s+\w+)?\W*$", 60, gate="@"),
    Rule(
        "newsletter_sign_up",
        "newsletter",
        rf"^{OFFER}\b.*\b{MAIL}\b",
        260,
        gate="newsletter|inbox|mail|briefing|digest|postfach|infolettre|boletín|boletines|bulletin|рассылк|biuletyn|ενημερωτικό",
    ),
    Rule(
        "signing_up_agrees",
        "newsletter",
        rf"^(?:{BY_DOING}.*\b(?:you|your|i|my|our)\b|you can unsubscribe|please enter a valid email|invalid email|check your inbox)",
        300,
        gate=f"{BY_DOING_GATE}|unsubscribe|valid email|invalid email|inbox",
    ),
    Rule(
        "agrees_perhaps",
        "newsletter",
        rf"^(?:{BY_DOING}|you (?:may|can) opt out|i (?:agree|consent) to (?:receiv|the terms|be contacted)|if this is your first time regist|mit (?:der|ihrer|deiner) anmeldung (?:zum |für |beim )?(?:\w+ )?(?:erklär|stimm|akzeptier|bestätig|willig)|ich habe die datenschutz|ich (?:stimme der (?:verarbeitung|nutzung|speicherung|datenschutz)|stimme den (?:agb|nutzungs|daten)|willige (?:ein|in die)\b)|en (?:vous inscrivant|cliquant sur|validant (?:ce|votre|cette|mon))\b|al (?:suscribirte|registrarte)\b|iscrivendoti|ao (?:se inscrever|assinar|clicar)\b[^.]{{0,60}}\b(?:você|concorda|aceita))",
        300,
        gate=f"{BY_DOING_GATE}|opt out|i agree|i consent|first time|anmeldung|datenschutz|ich stimme|willige|en vous|en cliquant|en validant|al suscr|al regis|iscrivendoti|ao se|ao ass|ao clic",
    ),
    Rule(
        "advert_label",
        "advertisement",
        r"^(?:advertisement|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|реклама|reklama)\W[^.!?]{0,40}$|^paid for (?:and presented )?by\b",
        60,
        gate="advert|anzeige|werbung|publicit|publicid|pubblic|реклама|reklama|paid for",
    ),
    Rule("read_more_link", "promo", rf"^[(\[]?\s*{READ_MORE}\s*(?:[:|»>]|\s[–—-]\s)\s*\S", 300, gate=literals(READ_MORE_WORDS)),
    Rule(
        "also_link",
        "promo",
        r"^(?:(?:also|on [\w-]+\.(?:com|org|net|co\.uk|de)):\s[^.]*|more:\s.*)[^.!?\s]$",
        160,
        gate="also:|more:|.com:|.org:|.net:|.uk:|.de:",
    ),
    Rule(
        "gallery_link",
        "promo",
        r"^(?:(?:high-res |photo |image |picture )?gallery|in pictures|slideshow|photos|quiz):\s[^.]*[^.!?\s]$",
        160,
        gate="gallery:|pictures:|slideshow:|photos:|quiz:",
    ),
    Rule("price_at_shop", "advertisement", r"^(?:(?:from |was |now )?[$€£]\s?\d[\d.,]*\s*)+(?:at|from|on)\s.{2,40}$", 80, gate="$|€|£"),
    Rule(
        "listed_stories",
        "navigation",
        r"^(?:list of \d+ items?|list \d+ of \d+.*|end of list|\d+ items?|item \d+ of \d+)$",
        80,
        gate="list |item",
    ),
    Rule(
        "embed_notice",
        "other",
        r"^(?:to display this content|to view this (?:video|content)|one of your browser extensions|the content you requested|an dieser stelle (?:finden sie|findet ihr|findest du)|mit klick auf|ich bin damit einverstanden, dass mir externe|dieses element (?:enthält|beinhaltet)|hier (?:finden sie|können sie|sollte|steht) .{0,40}externe|für die anzeige dieses|contenu bloqué|pour afficher ce contenu|questo contenuto|contenuto non disponibile|este conteúdo|ta treść|aby wyświetlić|следующее содержание)\b",
        400,
        gate="display this|view this|browser ext|you requested|an dieser|mit klick|ich bin damit|dieses element|externe|anzeige dieses|contenu|contenuto|conteúdo|treść|wyświetlić|содержание",
    ),
    Rule(
        "embed_perhaps",
        "other",
        r"^(?:an dieser stelle (?:finde[nt]|befindet|steht|zeigen)|este contenido|ce contenu est|this (?:content|video|tweet|post) (?:is|has been|could not be|can ?not be|isn.t) (?:not )?(?:available|loaded|deleted|hosted|blocked)|wenn sie diesen button)\b",
        400,
        gate="este contenido|ce contenu|this |an dieser|diesen button",
    ),
    Rule(
        "about_this_print",
        "legal",
        r"^(?:a version of this (?:article|story|piece)|appeared in the .{3,40} (?:print )?edition|this (?:article|story|piece) (?:appeared|appears|first appeared|originally appeared|originally published|is republished|was republished|was produced|was first published|was originally published)\b.{0,60}\b(?:in|on|by|from|with)|read the original (?:article|story) (?:on|at|here)|(?:this (?:article|story) )?(?:was )?(?:originally )?featured (?:on|in) .{3,40}$|(?:published|appeared) in the (?:print )?edition|(?:this|the) (?:article|story) .{0,40}\bprint edition|the post .{5,200} (?:appeared first|first appeared) on)\b",
        400,
        gate="a version of|appeared in|published in the|featured on|featured in|print edition|this article|this story|this piece|the original|the post",
    ),
    Rule(
        "agency_terms",
        "legal",
        r"\bdpa:\d{6}-|\bap is (?:solely )?responsible for\b|\bassociated press receives (?:financial )?support\b|\bis not responsible for the content of external\b|\ba warner bros\. discovery company\b|\bcable news network\b.*\b(?:inc|company|reserved)\b|\bdow jones & company\b.*\breserved\b|©\s?agence france-presse|\bthis material may not be\b|\btext of this (?:article|news) may not\b",
        400,
        gate="dpa:|responsible for|receives|warner|cable news|dow jones|france-presse|may not",
    ),
    Rule(
        "follow_topic",
        "follow_prompt",
        r"^follow (?:along|live)\b.{0,60}$|^(?:follow|see|read|find) (?:ap|reuters|the ap|bbc|all|more|our|cnn)(?:.s)? (?:\w+ )?(?:coverage|complete coverage|stories|articles) (?:of|on|about|at|from|here)\b|^(?:catch|track|get|stay (?:updated|tuned|informed|ahead)|keep up) (?:all|with|up|the|latest|on|live|current)\b.{0,140}\b(?:news|updates?|headlines|app|newsletter|channel|coverage|stories)\b|^(?:for|to get) (?:all |the |more )*(?:latest|breaking|top) .{0,60}\b(?:news|updates|headlines|stories)\b.{0,60}\b(?:download|follow|subscribe|visit|click|check|stay|like|join)\b|^(?:download|install|get) (?:the|our|your) .{0,40}\bapp\b",
        260,
        gate="coverage|stories|articles|news|update|headlines|app|follow along|follow live",
    ),
    Rule("pull_quote_mark", "other", r"^(?:start|end) quote\b", 120, gate="quote"),
    Rule(
        "markup",
        "other",
        r"^(?:&lt;|<)(?:a|img|div|span|iframe|p|ul|li|section|ins)\s[^>]*\b(?:href|src|class|style|id|data-[a-z-]+)=",
        5000,
        gate="<|&lt;",
    ),
    Rule("read_more_words", "promo", rf"^{READ_ALSO}(?:\s*[:|»>–—-]|\b.{{0,50}}$|\b.*[^.]$)", 220, gate=literals(READ_ALSO_WORDS)),
    Rule(
        "more_from",
        "promo",
        r"^(?:more from|latest from|popular (?:in|on)|more stories (?:from|by)|mehr von|plus de|más de)\s[^.!?]*$",
        50,
        gate="more |latest from|popular |mehr von|plus de|más de",
    ),
    Rule(
        "more_on",
        "promo",
        r"^(?:read more (?:on|about|from|in|stories|news)|more (?:on|about|stories|news|coverage)|(?:most (?:read|viewed|popular|shared)|trending|top stories) (?:in|on|now|today|stories|articles|news|videos|this|from|for)|recommended (?:for|from|by)|(?:click|tap) (?:here|to|on))\b[^.!?:]{0,60}$",
        80,
        gate="more |most |trending|top stories|recommended|click|tap ",
    ),
    Rule(
        "support_appeal",
        "promo",
        r"^(?:please )?(?:donate to |help (?:us )?)?support (?:our|this|independent|local|quality|free|nonprofit|public)(?: \w+)? (?:journalism|reporting|news|newsroom|newspaper)\b[^.]*\.?(?: (?:subscribe|donate|join|become)\b.{0,60})?$|\b(?:journalism|reporting|newsroom) (?:needs|depends on|relies on|is funded by|is supported by|is made possible by) (?:your|our|you|readers?)\b|^(?:can you help us|your (?:donation|gift|contribution|support|membership) (?:makes|helps|keeps|allows|funds|supports|will|means)|before you go\b.{0,80}[?$]|we (?:don.t|do not) have a paywall|we rely on (?:readers|you|your)|support us\b|if you can,? please consider|please (?:consider (?:supporting|donating|making|becoming|a donation)|donate|support us)|make a (?:tax-deductible )?(?:donation|gift|contribution) (?:today|now|to)|become a (?:friend|supporter|patron|donor|member) (?:today|now|of|for|from)|unterstützen sie (?:uns|unsere|unabhängigen)|soutenez(?:-nous| une presse| notre| le journalisme)|hazte soci[oa]|apoya (?:nuestro|el periodismo)|sostieni(?:ci| il giornalismo| l.informazione)|apoie (?:o jornalismo|nosso)|steun (?:ons|onafhankelijke)|wspieraj|wesprzyj|stöd (?:vår|oss))\b.{0,240}$",
        400,
        gate="journalism|reporting|news|your donation|your gift|your contribution|your support|your membership|help us|paywall|rely on|support|please |donat|gift|contribution|become a|before you go|unterstützen|soutenez|hazte|apoy|sosti|apoie|steun|wsp|wesprzyj|stöd",
    ),
    Rule(
        "appeal_perhaps",
        "promo",
        r"^(?:we need your (?:support|help)|поддержите (?:нас|редакцию|нашу)|wenn (?:ihnen|euch|dir) (?:dieser|der) (?:artikel|beitrag|text) (?:gefällt|gefallen)|jede (?:kleine |noch so kleine )?spende hilft|ihr beitrag hilft|unterstütz(?:e|t|en sie) uns (?:mit|durch|bei)|si llegaste hasta ac|si te gust(?:ó|a) (?:este|esta|el|la) (?:artículo|contenido|nota|noticia|post)|si cet article vous a|se (?:ti è piaciuto|questo articolo))\b.{0,240}$",
        400,
        gate="your support|your help|поддержите|gefällt|gefallen|spende|ihr beitrag|unterstütz|si llegaste|si te gust|si cet article|piaciuto|questo articolo",
    ),
    Rule(
        "asks_for_tips",
        "promo",
        r"^(?:got|have|do you have) (?:a|an|any) (?:\w+ )?(?:news )?(?:story|tip|tips)\b(?:.*\?|.{0,60}$)|^do you (?:know more|have (?:any |more )*information)\b|^(?:reach|contact|e-?mail) (?:the )?(?:reporter|author|editor|newsroom|us)\b.{0,120}$|^we (?:pay for your|want to hear)\b.{0,160}$|^(?:request a reprint|submit a correction)\b.{0,80}$|^read or share this story\b|^write to us\b|\bletters must include\b|^get in touch with (?:us|our)\b|\b(?:using|fill in|complete) the form below\b|\bhappy to be contacted\b|\(required\)|^join us\b.*\b(?:event|evening|webinar|conference|summit)s?\b|^(?:send us|submit) (?:a|your) (?:tip|news|story|stories|photos?|videos?|message)\b",
        300,
        gate="got a|have a|know more|information|reach |contact |email |e-mail |we pay|we want|reprint|correction|read or share|write to us|must include|send us|submit|get in touch|form below|to be contacted|(required)|join us",
    ),
    Rule("advertising_feature", "advertisement", r"(?:\bad feature|\bsponsored content|\bsponsored)$", 300, gate="ad feature|sponsored"),
    Rule(
        "player_notice",
        "other",
        r"\b(?:enable javascript|supports html5|this content is provided by|to show you this content|your browser does not|permission to load|media could not be loaded|captions settings|arrows? to (?:seek|increase)|audio is auto-generated)\b|^(?:sorry|we.re sorry|this (?:video|content|article|page|site))\b.{0,60}\bnot available in your\b|^play video\W+.{0,60}\bduration\b|^(?:article )?audio (?:by|sponsored by|provided by|powered by)\b.{0,40}$",
        700,
        gate="javascript|html5|this content|your browser|permission to load|be loaded|captions settings|arrow|in your |auto-generated|play video|audio ",
    ),
    Rule(
        "script_perhaps",
        "other",
        r"\b(?:javascript (?:must|needs to|has to) be (?:enabled|activated|turned on)|aktivieren sie (?:bitte )?javascript|javascript (?:in ihrem browser )?(?:aktivieren|aktiviert ist|ist deaktiviert|ist in ihrem browser)|activ(?:er|ez|e|ar) (?:le )?javascript|habilit(?:e|ar|a) (?:o |el )?javascript|abilita(?:re)? javascript|browser unterstützt (?:kein|nicht)|navigateur ne (?:supporte|prend)|navegador no (?:soporta|admite|es compatible))\b",
        700,
        gate="javascript|browser unterst|navigateur|navegador",
    ),
    Rule(
        "toggle_label", "navigation", r"^(?:hide|show|toggle|expand|collapse)\b[^.!?]{0,30}$", 40, gate="hide|show|toggle|expand|collapse"
    ),
    Rule(
        "alerts_prompt",
        "newsletter",
        r"^(?:get|receive|never miss|don.t miss)\b.*\b(?:alerts?|updates?|notifications?|headlines|latest news|top stories|delivered)\b.{0,60}$",
        160,
        gate="alert|update|notification|headlines|latest news|top stories|delivered",
    ),
    Rule(
        "comment_thanks",
        "comments",
        r"^(?:hi|hey|hello)\b(?: [\w.'’-]+){0,3}(?:[,!.]|\s[–-]\s)|\b(?:thanks|thank you|thx)(?: so much| a lot| very much)? for (?:your |this |the |a |such )?(?:\w+ )?(?:comments?|sharing|post|posting|article|info|information|recipe|feedback|question|kind words|input|reply)\b",
        600,
        gate="hi |hi,|hi.|hi!|hey|hello|thank|thx",
    ),
    Rule(
        "comment_author",
        "comments",
        r"^(?:o |\+ |\d+\.\s*)?[^:;,!?/|()]{2,40} (?:says|wrote|writes|commented|replied)\s?:$|^(?:reply|replying) to [^.]{1,40}$|^@\w+[ ,:-]",
        400,
        gate="says|wrote|writes|commented|replied|reply|@",
    ),
    Rule(
        "copyright",
        "legal",
        r"^(?:©|\(c\)|®|copyright\s*(?:©|ⓒ|\(c\)|\d|by\b)|copyright\b[^.]{0,100}$|copyright\b[^.]{0,30}\.$)|(?:©|copyright)\s?(?:\(c\)\s?)?(?:19|20)\d\d\b",
        220,
        gate="©|(c)|copyright|®",
    ),
    Rule(
        "rights_reserved",
        "legal",
        any_of(
            "all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados|wszelkie prawa zastrzeżone|все права защищены|με την επιφύλαξη παντός δικαιώματος|riproduzione riservata|reproduction interdite|reprodução proibida|may not be published, broadcast, rewritten|prohibida su reproducción|при использовании материалов"
        ),
        320,
        gate="reserved|vorbehalten|réservés|reservados|riservati|riservata|zastrzeżone|защищены|δικαιώματος|interdite|proibida|rewritten|prohibida|материалов",
    ),
    Rule(
        "no_advice",
        "legal",
        r"\bhave not been evaluated by the food and drug\b|\bfor (?:general |educational |illustrative |entertainment )?(?:and )?(?:educational |informational |information |entertainment )(?:and (?:educational|informational) )?purposes only\b|\bnot intended (?:to diagnose|as (?:health|medical|legal|financial|investment|a substitute))\b|\b(?:does|do|should) not (?:be construed as |constitute |provide )(?:\w+,? )*(?:financial|legal|medical|tax|investment) (?:or \w+ )?advice\b",
        1200,
        gate="purposes only|food and drug|not intended|advice",
    ),
    Rule(
        "affiliate_notice",
        "legal",
        rf"\b{BUYS}.*\b{EARNS}|\b{EARNS}.*\b{BUYS}|^(?:all |our |the |these )?(?:products?|items?|picks?|deals?)\b.*\bindependently (?:selected|chosen|reviewed|picked|curated)\b|\breader-supported\b|\bregistered trademarks? of\b",
        700,
        gate="commission|compensation|payment|portion|share|percentage|fee|referral|independently|reader-supported|trademark",
    ),
    Rule(
        "site_terms",
        "legal",
        r"\bconstitutes? (?:your )?(?:acceptance|agreement)\b.*\b(?:agreement|policy|terms|conditions)\b|^(?:the |this |all )?(?:material|content|article|text|photo)s?\b.*\bmay not be (?:reproduced|republished|copied|reused|redistributed)\b|\bno part of this (?:site|website|publication|article|page) may\b|^unauthori[sz]ed (?:reproduction|distribution|use|duplication)\b|\bunauthori[sz]ed (?:\w+,? ){1,4}(?:is|are) (?:strictly )?prohibited\b|^disclaimer\s?[:–-]|^(?:legal information|terms of (?:use|service)|privacy policy|user agreement|cookie policy)\b[^.]*$",
        900,
        gate="constitute|may not be|no part of|unauthori|disclaimer|legal info|terms of|privacy policy|user agreement|cookie policy",
    ),
    Rule(
        "cookie_notice",
        "legal",
        r"(?:we (?:and our partners )?use cookies|this (?:web)?site uses cookies|wir verwenden cookies|nous utilisons des cookies|utilizamos cookies|utilizziamo i cookie|używamy plików cookie|мы используем (?:файлы )?cookie|protected by recaptcha|cookie-einstellungen|dienste wie cookies|technologien wie cookies|^(?:\S+ ){0,2}cookie consent|cookie consent (?:plugin|manager|tool|banner|settings)\b|content provided by .{0,40}permission before|store and/or access information|\b(?:and )?our \d+ partners|votre adresse (?:e-?mail|mail) est (?:collectée|utilisée)|we use your sign-?up to|ne reflète(?:nt)? pas nécessairement|não reflete(?:m)? necessariamente|não representam a opinião|может не совпадать с мнением)",
        900,
        gate="cookie|recaptcha|content provided|access information|partners|votre adresse|your sign|nécessairement|necessariamente|não representam|не совпадать",
    ),
    Rule(
        "consent_perhaps",
        "legal",
        r"(?:uses cookies to|by continuing to (?:use|browse)|use of cookies|no reflejan? necesariamente|wenn sie cookies ablehnen|cookies (?:sind )?(?:unbedingt |technisch )?(?:erforderlich|notwendig)|gespeicherten cookies|cookies (?:akzeptieren|zulassen|ablehnen)$|cookies (?:that are |are )?(?:strictly |absolutely )?necessary for|these cookies (?:are (?:strictly|absolutely|essential|necessary|used|set)|do not store|may be set|allow us|enable the|help us|collect)|ces cookies (?:sont|permettent|nous)|témoins de navigation|témoins \(cookies|accept(?:er|ez) les cookies(?:$| ou )|estas cookies (?:son|nos|permiten)|acept(?:ar|a) (?:las |todas las )?cookies$|questi cookie (?:sono|ci|permettono)|accett(?:a|are) (?:i |tutti i )?cookie$|(?:einverständnis|zustimmung|einwilligung) keine verbindung zu)",
        900,
        gate="continuing to|necesariamente|cookie|témoins|keine verbindung",
    ),
    Rule(
        "syndication_notice",
        "legal",
        r"^(?:this (?:article|story|report) (?:has been|was|is) (?:originally |first )?(?:published|generated|auto-?generated|syndicated|republished)|\(?(?:with the exception of|except for) (?:the|this) headline|our standards:|\(?this (?:story|article|report) has not been edited|.{0,80}\b(?:syndicated|wire|news agency) feed\b|distributed by\b.{0,60}\b(?:agency|services?|llc|content)\b|diese meldung wurde|der artikel erschien|cet article (?:a été|est (?:paru|publié|issu|extrait))|este artículo (?:fue|ha sido))",
        260,
        gate="this article|this story|this report|feed|distributed by|headline|our standards|meldung|artikel erschien|cet article|este artículo",
    ),
    Rule(
        "paywall_notice",
        "paywall",
        r"^(?:not (?:yet )?a subscriber|this (?:article|content|story) is (?:for|only|reserved|available)|plus special access|as a subscriber|you have \d+ (?:gift|free) articles?|send any friend a story|cet article vous est offert|pour lire (?:gratuitement )?cet article|vous n.êtes pas inscrit|l.espace des contributions|tu suscripción se está usando|¿quieres añadir otro usuario|si continúas leyendo en este|lee sin límites|l.articolo che stai leggendo|sei un abbonato|jetzt kostenlos testen|weiterlesen (?:mit|nach)|subscribe to (?:read|continue|unlock|access)|to (?:read|continue reading)[^.]*(?:subscribe|register|log in|sign in|account)|log ?in to (?:continue|read)|sign in to (?:continue|read)|get (?:the )?full (?:access|experience)|unlock (?:this|the|all|unlimited)|become a (?:member|subscriber)|you have (?:reached|read)[^.]*(?:limit|free articles)|create (?:a free|an) account|premium content|subscriber[- ]only|exclusive to subscribers|jetzt weiterlesen|weiterlesen mit|bereits abonnent|jetzt (?:testen|abonnieren|registrieren)|cet article est réservé|réservé aux abonnés|article réservé|déjà abonné|abonnez-vous pour|contenido exclusivo|suscríbete para (?:leer|continuar|seguir)|ya eres suscriptor|para seguir leyendo|abbonati per|sei già abbonato|contenuto riservato|conteúdo exclusivo|já é assinante|assine para|ten artykuł jest|dostęp tylko|kup dostęp|masz już konto|оформите подписку)",
        260,
    ),
    Rule(
        "register_perhaps",
        "paywall",
        r"^(?:unlimited (?:digital )?access|únete a|already (?:a )?(?:subscriber|registered|a member|have an account)|register (?:for free|to read|now)|dieser artikel ist|zugang zu allen|sie haben bereits|il vous reste|материал доступен|this is a preview of subscription|(?:instant )?access to the full (?:article|text|issue)|buy (?:single|this) (?:article|issue)|um (?:weiterzulesen|diesen (?:artikel|beitrag|inhalt)|(?:diesen monat )?(?:weitere|alle|unbegrenzt) (?:inhalte|artikel))\b[^.]*(?:anmelden|melden|registrier|konto|abonn)|ihnen stehen .{0,40}keine (?:freien|kostenlosen) artikel|melden sie sich an,? um|(?:regístrate|registrate|suscribite|inicia sesión) (?:para|y) (?:acceder|leer|seguir|accedé|lee)|inscrivez-vous pour (?:lire|accéder)|registrati per (?:leggere|continuare|accedere)|cadastre-se para (?:ler|continuar|acessar)|zaloguj się,? (?:aby|żeby)|logg inn for å|logga in för att)",
        260,
        gate="unlimited|únete|already|register|dieser artikel|zugang|sie haben|il vous|материал|preview of|access to|buy |um |ihnen stehen|melden sie|strate |suscribite|inicia sesi|inscrivez|registrati|cadastre|zaloguj|logg inn|logga in",
    ),
    Rule(
        "log_in_or_subscribe",
        "paywall",
        r"\b(?:log ?in|sign in|register) or (?:subscribe|sign up|register)\b|\bsubscribers (?:can read|only)\b",
        260,
        gate="log in or|login or|sign in or|register or|subscribers",
    ),
    Rule(
        "sign_up_prompt",
        "newsletter",
        r"^(?:sign up|subscribe|register)\b[^.:]{0,120}\.?$|^i would like to (?:be emailed|receive)\b|\b(?:kostenlos|jetzt) (?:anmelden|abonnieren|bestellen)\.?$",
        260,
        gate="sign up|subscribe|register|i would like|anmelden|abonnieren|bestellen",
    ),
    Rule(
        "form_notice",
        "other",
        r"^(?:bitte (?:fülle?n?|füllen sie|gib|geben sie|wähle?n? sie|überprüfen sie) .{0,60}(?:pflichtfeld|felder|e-mail-adresse|eingabe|schreibweise)|pflichtfelder?\b|diese e-mail-adresse|(?:das|ihr|dein) passwort muss mindestens|please (?:fill (?:in|out)|complete|enter) (?:all |the |your )?(?:required )?(?:fields?|form|password|username|name|details)\b|(?:all |the )?(?:required )?fields? (?:marked with|with an asterisk|are required|is required)|(?:your )?passwords? must (?:be at least|contain|have|include|match)|passwords? (?:do not|don.t) match|this field is required|(?:an error (?:has )?occurred|something went wrong)[.,!]?(?: (?:please|try)\b.{0,60})?$|este campo es (?:obligatorio|requerido)|los campos (?:marcados|con)|tu contraseña|la contraseña debe (?:contener|tener)|ce champ est (?:obligatoire|requis)|les champs (?:marqués|obligatoires|suivis)|(?:le|votre) mot de passe doit (?:contenir|comporter|être)|campo obbligatorio|i campi (?:contrassegnati|obbligatori)|la password deve (?:contenere|essere)|este campo é obrigatório|a senha deve (?:conter|ter)|het wachtwoord moet|hasło musi (?:zawierać|mieć)|пароль должен|поля, отмеченные)",
        200,
        gate="pflicht|felder|e-mail-adresse|eingabe|schreibweise|passwor|field|form|username|your name|details|error|went wrong|este campo|los campos|contraseña|ce champ|les champs|mot de passe|campo obb|i campi|senha|wachtwoord|hasło|пароль|поля",
    ),
    Rule(
        "notifications_prompt",
        "newsletter",
        r"^(?:(?:push-)?benachrichtigung(?:en)? (?:erfolgreich )?(?:aktivieren|aktiviert|erlauben|zulassen)|(?:fast geschafft )?erlauben sie .{0,60}benachrichtigungen|(?:please )?(?:allow|enable|turn on|activate|block) (?:push |browser |desktop )?notifications|.{0,40}would like to send you (?:push )?notifications|(?:activ(?:er|ez|a|ar)|autoris(?:er|ez)) (?:les |las )?(?:notifications|notificaciones)|permitir notificaciones|ativ(?:e|ar) (?:as )?notificações|attiva(?:re)? le notifiche|включить уведомления)\b",
        220,
        gate="benachrichtigung|notification|notificacion|notificações|notifiche|уведомления",
    ),
    Rule("job_offer", "promo", r"\((?:[mwdfxgi]\s?[/|]\s?){1,3}[mwdfxgi*]\)", 140, gate="(m|(w|(d|(f|(x|(g|(i"),
    Rule(
        "log_in_prompt",
        "navigation",
        r"^(?:log ?in|sign in|create an account)\b[^.:]{0,80}$",
        100,
        gate="log in|login|sign in|create an account",
    ),
    Rule(
        "caption_credit",
        "caption",
        rf"^[(\[]?{PICTURES}\s*(?:(?:credit|by|source|courtesy|via|von|par|de)\b|[:|/©–-])",
        200,
        gate="photo|image|picture|video|illustration|graphic|foto|bild|imagen|imágenes|imagem|immagine|zdjęcie|zdj|fot|фото|φωτο|crédit|crédito",
    ),
    Rule(
        "caption_agency",
        "caption",
        rf"(?:[(\[—–|/]\s*|\s){STOCK}(?:\s*[:/|]\s*[\p{{L}} .'’/&-]*)?[)\]]?$",
        420,
        gate="photo|image|picture|foto|bild|getty|shutterstock|istock|imago|picture alliance|epa|zuma|alamy|reuters|handout|screengrab|screenshot|pa wire|연합뉴스|뉴스1|뉴시스",
    ),
    Rule(
        "caption_slash",
        "caption",
        rf"(?:^|[\s(])(?:{NAMES}{{3,40}}/\s?(?:{NAMES}+/)?(?:{AGENCY}|(?:\p{{L}}+ ){{1,3}}staff)|(?:unsplash|pexels|pixabay|keystone|shutterstock)\s?/\s?{NAMES}{{3,40}})\)?\.?$",
        420,
        gate="|".join(f"/{word}|/ {word}" for word in AGENCY_WORDS.split("|")) + "| staff|unsplash|pexels|pixabay|keystone|shutterstock",
    ),
    Rule(
        "caption_in_brackets",
        "caption",
        r"[(\[]\s?(?:photograph|photo|image|picture|rendering|illustration|graphic|screenshot|foto|bild|fot)s?\b\s?(?:by|von|:|/|–|-|of)[^)\]]*[)\]]\.?$|\(\s?(?:[\p{L}. -]+/\s?)*[\p{L}. -]*(?:\p{L}{5}|\p{L}\s\p{L})[\p{L}. -]*/[\p{L}. /-]+\)$|\(\s?[\p{L}. -]+(?:/\s?[\p{L}. -]+)*/\s?[\p{L}. -]*(?:\p{L}{5}|\p{L}\s\p{L})[\p{L}. -]*\)$|\.\.\.\s?\[\+\]",
        420,
        gate=")|]",
    ),
    Rule(
        "caption_ap_photo",
        "caption",
        rf"\(\s?(?:ap|afp|reuters|getty|epa)[ -](?:photo|images)/[^()]{{3,80}}\)$|\({NAMES}{{5,45}} for (?:the )?[^0-9/()|,;:!?.]{{3,40}}\)$|\bclockwise from (?:top|bottom|left|right|upper)\b|\b(?:is|are) (?:seen|pictured|shown) (?:above|here|left|right)\b",
        900,
        gate="(|clockwise from|seen above|seen here|seen left|seen right|pictured |shown above|shown here|shown left|shown right",
    ),
    Rule(
        "caption_agency_alone",
        "caption",
        r"^[^.!?]+[.!?][\"”’»]?\s(?:ap|afp|epa|pa|aap|dpa|apa|efe|ansa|reuters|getty|getty images|bloomberg|upi|tass|imago|keystone|handout)$",
        420,
        gate='. ap|! ap|? ap|" ap|” ap|’ ap|» ap|. pa|! pa|? pa|" pa|” pa|’ pa|» pa|aap|afp|epa|dpa|efe|ansa|reuters|getty|bloomberg|upi|tass|imago|keystone|handout',
    ),
    Rule(
        "caption_left_right",
        "caption",
        r", (?:(?:top |bottom |far )?(?:left|right)|cent(?:er|re)|above|pictured|second from (?:left|right)),|\bfrom left\b|\bfrom left to right\b|\((?:left|right|l|links|gauche)\),? (?:and|und|et)\b.{3,60}\((?:left|right|r|rechts|droite)\)",
        300,
        gate=", left|, right|, cent|, above|, pictured|, second|, top|, bottom|, far|from left|(left|(right|(l)|(links|(gauche",
    ),
    Rule(
        "caption_dated",
        "caption",
        r", (?:mon|tues|wednes|thurs|fri|satur|sun)day, (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}, \d{4},? (?:in|near|outside) \p{L}",
        420,
        gate="day, ",
    ),
    Rule(
        "caption_of_post",
        "caption",
        r"^(?:a post shared by|ein beitrag geteilt von|une publication partagée par|una publicación compartida por)\b",
        160,
        gate="shared by|geteilt von|partagée par|compartida por",
    ),
    Rule(
        "caption_credit_last",
        "caption",
        r"(?:^|[\s|(])(?:image|photo|picture|video|graphic|foto|bild)s?\s+credits?:.{1,120}$|(?:^|[\s|(])credits?:\s?[^\s.][^.£$€%]{1,80}\.?$",
        420,
        gate="credit",
    ),
    Rule(
        "caption_by_way_of",
        "caption",
        r"\([^()]+(?:/|via |for )(?:getty|ap|afp|reuters|bloomberg|epa|zuma|shutterstock)\b[^()]*\)\.?$|\bcourtesy(?: of)?:? [\p{L} .'’&-]+[\p{L})]$|\b(?:photo|photograph|image|picture)s? (?:courtesy|by courtesy)\b.{1,60}$|\b(?:ap|afp|reuters|getty|epa) photo/|\breuters/\p{L}[\p{L}-]+ \p{L}[\p{L}-]+|\bpurchase licensing rights\b|\bacquire licensing rights\b|\blisting image by\b",
        420,
        gate="getty|/ap|via ap|for ap|ap photo|afp|reuters|bloomberg|epa|zuma|shutterstock|courtesy|licensing rights|listing image",
    ),
    Rule(
        "caption_opens",
        "caption",
        r"^(?:file\s?[-–—]\s|enlarge\s?/|credit(?:s)?\s?(?:\.\.\.|…)|\[\d+/\d+\]|(?:legende|bildlegende|bildunterschrift|légende|caption|photographer\s?:|photography by|photographed by|photos? by|pictured from|from left to right|from left:|clockwise from|\(?l-r\)?:?|(?:image|media|video) caption|image copyright|pictured)(?:\W|$))",
        600,
        gate="file|enlarge|credit|[|legende|bildunterschrift|légende|caption|image copyright|photo|pictured|from left|clockwise|l-r",
    ),
    Rule(
        "continues_below",
        "advertisement",
        r"^(?:the |this )?(?:article|story|content|text|post|review|recipe|interview) (?:continues|resumes) (?:below|after)\b.{0,40}$|^(?:keep )?(?:scroll|scrolling|swipe)\b.{0,12}\b(?:to|for) (?:continue|read|see|more)\b.{0,30}$|^(?:sponsored|promoted|paid|recommended) (?:\w+ )?(?:by|from) .{2,30}$|^(?:der|dieser) (?:artikel|text) (?:geht|wird) .{0,40}\b(?:weiter|fortgesetzt)$",
        80,
        gate="continue|resumes|scroll|swipe|sponsored|promoted|paid |recommended|fortgesetzt|weiter",
    ),
    Rule(
        "comment_policy",
        "comments",
        r"^(?:please )?(?:keep (?:your |all )?comments?\b|comments? (?:on this|for this|section)\b.{0,40}\b(?:closed|disabled|off|over)\b|comments \(\d+\) closed|there are \d+ comments|sorry,? (?:we are|comments are) (?:not|closed)\b.{0,40}$|comments? (?:are|is|may be|will be|have to be) (?:now )?(?:closed|moderated|pre-moderated|turned|subject|disabled|welcome|encouraged|not |reviewed|monitored|the )|comments? (?:may take|must|that|posted|should)\b|commenting (?:on (?:this|the) (?:story|article|post)|is|has) .{0,40}\b(?:closed|ended|disabled|off|over)\b|we (?:welcome|encourage|reserve|moderate|invite)\b.{0,60}\bcomments?\b|(?:be|remain|stay) (?:civil|respectful|polite)\b|sort by\b.{0,50}$|this (?:conversation|discussion|comment thread) is\b|to (?:leave a |post a |add a )?comment,? |(?:read|view|see|review) (?:our|the) (?:full )?(?:comment|commenting|community|discussion)\b)|^(?:die )?(?:redaktion|moderation) behält sich\b|\bcommitted to maintaining\b.*\bdiscussion\b",
        420,
        gate="comment|community|conversation|discussion|behält sich|civil|respectful|polite|sort by",
    ),
    Rule(
        "asks_readers",
        "comments",
        r"^(?:what do you think|tell us|let (?:us|me) know|have your say|sound off|weigh in|drop|leave)\b.{0,120}\b(?:comments?(?: section)?|below)[.!?]*$|^(?:save my name|notify me (?:of|when)|this site uses akismet|learn (?:more about )?how your comment|(?:report|flag) this comment|(?:view|show|read|see|load) (?:all |the )?\d+ (?:more )?(?:comments?|replies)|show \d+ )",
        200,
        gate="comment|below|save my name|notify me|akismet|replies|show ",
    ),
    Rule(
        "asks_for_feedback",
        "other",
        r"^(?:was|is|were|did you (?:like|find|enjoy)|do you like|how (?:would you rate|useful|helpful)|what do you think (?:of|about)|are you (?:satisfied|happy) with)\b.{0,20}\b(?:this|the) (?:article|page|story|content|information|post|site|website)\b.{0,60}\?$|^(?:if you )?(?:see|saw|seen|spotted?|spot|found|find|noticed?|notice|report|have you (?:spotted|found|seen))\b.{0,16}\b(?:an? )?(?:error|mistake|typo|something wrong|inaccurac(?:y|ies)|correction)\b.{0,120}$|^(?:haben sie einen |fehler )(?:fehler )?(?:gefunden|entdeckt|bemerkt)\b.{0,80}$|^(?:send|submit|email|report) (?:your |any |us )?(?:corrections?|feedback|errors?|typos?)\b.{0,60}$",
        200,
        gate="this |the article|the page|the story|error|mistake|typo|something wrong|inaccurac|correction|fehler|feedback",
    ),
    Rule(
        "old_article",
        "other",
        r"^(?:this|the) (?:article|story|page|post|content|item) (?:is|was published|was last updated) (?:more than|over|about|now)? ?.{1,12}\b(?:years?|months?) (?:old|ago)\b|^(?:dieser|der) (?:artikel|beitrag|text) ist (?:älter|mehr) als\b|^cet article date de\b|^(?:this is an? )?archived (?:article|story|content|page)\b|^the information (?:in|on) this (?:article|page|story) may be (?:outdated|out of date|no longer)",
        200,
        gate="years|months|year old|month old|ist älter|mehr als|date de|archived|may be",
    ),
    Rule(
        "views_disclaimer",
        "legal",
        r"^(?:the |any |all |these )?(?:views|opinions)(?:,? (?:and |or )?\w+){0,3} (?:expressed|contained|stated|presented)\b.{0,80}(?:\b(?:authors?|writers?|reflect|represent|those of|solely|columnist|contributors?)\b|\bown(?: and|[.)]|$))|\bnot necessarily (?:reflect|represent|those of|the views)\b|\bnecessarily (?:reflect|represent) (?:the|our|those)\b|\bpast performance is (?:no|not)\b|\bnot (?:investment|financial) advice\b|\bno (?:competing|conflicts? of) interests?\b|\b(?:holds?|have|has) (?:no )?positions? in (?:any of )?the (?:companies|stocks|securities|shares)\b|\bbegambleaware\b|\b1-800-gambler\b|\bgamble responsibly\b|\bt&cs apply\b|\beditorial (?:team|staff) (?:was|were) not involved\b|^opinions are (?:those|the author|my own)|\bdoes not work for, consult, own shares\b|\bno relevant affiliations\b",
        600,
        gate="views|opinions|necessarily|own shares|affiliations|past performance|advice|interest|position|gamble|t&cs|not involved",
    ),
    Rule(
        "editorial_notice",
        "legal",
        r"^this (?:article|story|post|content|page) (?:has been|was|is) (?:fact[- ]?checked|reviewed (?:according|by|in accordance)|medically reviewed|machine[- ]translated|automatically translated|translated (?:automatically|by ai)|paid for|sponsored by|brought to you|made possible|supported by|produced in partnership|created (?:by|with|in partnership)|part of (?:a|an|our|the) \w+ ?series)\b|^this (?:article|story|post|page|website|site) (?:contains|includes|may contain) (?:affiliate|sponsored|paid)\b|\bnewsroom was not involved\b|\btranscripts are created on a rush deadline\b|^republish (?:our|this)\b|^(?:this|our|licensed|content|text|except where|unless otherwise)\b.{0,120}\bunder (?:a|the) creative commons\b|^for (?:reprint|reprints|permission|licensing|syndication)\b.{0,80}$|\bpresentation-ready copies\b|^(?:fact[- ]checked|medically reviewed|reviewed|vetted) by\b.{0,60}$",
        420,
        gate="fact-check|fact check|reviewed|translated|paid for|sponsored|brought to|made possible|supported by|partnership|created |part of|affiliate|not involved|rush deadline|republish|creative commons|for reprint|for permission|licensing|syndication|presentation-ready|vetted",
    ),
    Rule(
        "shopping_notice",
        "legal",
        r"\bamazon (?:services llc )?associates?\b|^(?:all )?(?:prices|discounts|deals|availability)\b.{0,40}\b(?:accurate|correct|subject to change|at (?:the )?time of)\b|^(?:if|when) you (?:click|buy|shop|purchase|use|make)\b.{0,160}\b(?:commission|pay us|paid|earn|revenue|support)\b|\bwe may (?:earn|receive|make|get)\b.{0,60}\b(?:revenue|commission|commissions|money|compensation)\b|\baffiliate (?:programs?|programmes?|partnerships?)\b.{0,60}$|\b(?:erhalten|bekommen|erhält) (?:wir|die redaktion|der verlag|unsere redaktion)\b.{0,40}\bprovision\b|\baffiliate-?links?\b.{0,60}$|\b(?:liens? affiliés?|liens? d.affiliation|enlaces? de afiliad|links? di affiliaz|links? de afiliad)|^(?:every|each) (?:product|item)\b.{0,60}\bindependently\b",
        600,
        gate="amazon|prices|discounts|deals|availability|commission|pay us|paid|earn|revenue|support|money|compensation|affiliate|provision|affili|afiliad|independently",
    ),
    Rule(
        "to_your_inbox",
        "newsletter",
        r"\b(?:to|in|into|hit|reach) your (?:inbox|email|e-mail|mailbox|in-box)\b.{0,60}$|\bsign up (?:here|now|today|for (?:it|free|our|the))\b.{0,30}$|^you.re reading\b.{0,60}\bnewsletter\b|\b(?:in ihr|in dein) (?:e-mail-)?postfach\b|\bper e-mail (?:erhalten|bekommen|zugeschickt)\b|\b(?:dans votre|en tu|en su|nella tua|na sua|no seu) (?:boîte (?:mail|de réception)|correo|buzón|casella|caixa|e-?mail)\b.{0,40}$|^(?:please |to )?(?:sign up|subscribe)\b.{0,80}\b(?:newsletters?|mailing list)\b.{0,160}$",
        300,
        gate="your inbox|your email|your e-mail|your mailbox|your in-box|sign up|newsletter|postfach|e-mail|dans votre|correo|buzón|casella|caixa|email|mailing list",
    ),
    Rule(
        "trial_offer",
        "paywall",
        r"^(?:start|try|get|only|from|just|first|enjoy|keep reading|read on|want|billed|then|pay|join|become|lees|läs|jetzt lesen|subscribe|save|dès|ab|nur|desde|por|solo|a partir de|jetzt)\b.{0,60}(?:\bfree trial\b|[$€£]\s?\d[\d.,]*.{0,16}\b(?:a|per|for|the first|/) ?(?:week|month|year|\d)|[$€£]\s?\d[\d.,]*\s?/\s?(?:week|month|year|mo)|\b\d+[.,]?\d*\s?(?:€|kr\b|kronor\b|(?:euros?|pence|cents?)\b).{0,20}(?:månad|måned|maand|monat|mois|mes|mese|woche|semaine|semana|jahr|année|an\b|weeks?|months?))|^(?:try|get) (?:it |us |this )?(?:free|for free)\b.{0,40}$|^try \w+ (?:week|month|year)s? (?:for|free)\b.{0,40}$|\b\d+ (?:wochen|monate?|tage) (?:für|kostenlos|gratis|nur|testen)\b.{0,40}$|^(?:you (?:can|may) )?cancel (?:at )?any ?time\b.{0,40}$|[.;,–-] cancel (?:at )?any ?time\b.{0,30}$|^(?:you have |you.ve )?(?:\d+|one|two|three|no) (?:free )?(?:articles?|stories|story) (?:left|remaining)\b|\b(?:monatlich|jederzeit) kündbar\b|^you.ve (?:reached|read|hit)\b.{0,60}\b(?:limit|free articles?)\b|\ba subscriber (?:has )?(?:shared|gifted)\b",
        200,
        gate="free trial|for free|try free|get free|it free|us free|this free|try |wochen|monat|tage |$|€|£|euro|pence|cent|cancel|article left|articles left|article remaining|articles remaining|stories left|story left|stories remaining|story remaining|kündbar|ve reached|ve read|ve hit|a subscriber",
    ),
    Rule(
        "app_stores",
        "follow_prompt",
        r"^(?:available|download|get|listen|find|read|watch|follow|add|set|make|choose|prefer|subscribe|hear|stream)\b.{0,60}\b(?:app store|google play|apple podcasts?|spotify|play store|apple news|google news|preferred (?:news )?source|wherever you (?:get|listen)|iheart(?:radio)?|stitcher|youtube channel|amazon music)\b.{0,80}$|\b(?:bevorzugte quelle|sources? préférées?|fuentes? preferidas?|fonti? preferit[ae])\b",
        200,
        gate="app store|google play|apple|spotify|play store|google news|preferred|wherever you|iheart|stitcher|youtube channel|amazon music|bevorzugte|préféré|preferid|preferit",
    ),
    Rule(
        "stay_informed",
        "follow_prompt",
        r"^(?:stay|keep|be) (?:up to date|up-to-date|informed|in the (?:loop|know)|tuned for|connected|updated|on top of)\b[^.]{0,90}[.!]?$|^(?:never|don.t|do not) miss (?:a|an|out|any|our|the|another)\b[^.]{0,80}[.!]?$|^(?:bleiben sie|bleib) (?:auf dem laufenden|informiert|dran|up to date)\b|^(?:restez|soyez) (?:informé|connecté|à jour|au courant)|^ne (?:manquez|ratez) (?:rien|pas|plus|aucun)|^no te pierdas\b.{0,60}$|^mant[eé]n(?:te|gase) (?:informad|al)|^(?:resta|rimani|restate|rimanete) (?:aggiornat|sempre aggiornat|conness)|^fi(?:que|ca) (?:por dentro|ligad|a par)|^bądź na bieżąco|^будьте в курсе|^blijf op de hoogte|^(?:turn on|enable|allow|activate)\b.{0,30}\b(?:notifications?|alerts?)\b.{0,40}$",
        120,
        gate="stay |keep |be up|be in|miss |bleib|restez|soyez|manquez|ratez|no te pierdas|mant|resta|rimani|rimanete|restate|fique|fica|bieżąco|в курсе|blijf|notification|alert",
    ),
    Rule(
        "more_by",
        "promo",
        r"^(?:more (?:by|articles by|stories by|posts by|from (?:the )?author)|(?:read|see|view|show|browse|find) (?:all |more |other )+(?:of )?(?:articles?|stories|posts|news|coverage|reports|columns)\b|(?:other|all|latest|recent|previous) (?:stories|articles|posts|columns) (?:by|from)|view (?:author|all posts|profile|bio)\b|all posts\b|(?:alle|weitere|mehr) (?:artikel|beiträge|texte) von|tous (?:les|ses) articles (?:de|du)|ver (?:todos|más) (?:los )?(?:artículos|noticias)|tutti gli articoli|todas as (?:notícias|matérias))\b[^.!?:]{0,50}$|^(?:for more (?:on|information|news|stories|about)|to (?:read|see|learn|find out) more|for (?:the latest|further information|details))\b.{0,80}\b(?:click|visit|see|go to|read|follow|call|subscribe)\b.{0,80}$|^more at .{3,40}$|^(?:read|see|find|get|watch|listen to) (?:\w+ ){0,4}(?:at|on) [\w-]+\.(?:com|org|net|co\.uk|de|fr)\b",
        180,
        gate="more|articles|stories|posts|news|view |artikel|beiträge|texte|artículos|noticias|articoli|notícias|matérias|for the latest|for further|for details|.com|.org|.net|.co.uk|.de|.fr",
    ),
    Rule(
        "media_above",
        "caption",
        r"^(?:related |the |watch (?:the )?|see (?:the )?)?(?:video|photo|image|picture|graphic|map|chart|audio|gallery|photos|videos)s? (?:above|below|player)(?:$|\s?[:.,–—-].{0,160}$| (?:to|for|shows|if)\b.{0,120}$)|^(?:watch|see|listen to) (?:the |a |this |our )?(?:related |full )?(?:video|report|interview|episode|clip|footage|gallery|podcast|audio)\b.{0,24}\b(?:above|below|here)\b.{0,40}$|^related video\b",
        220,
        gate="above|below|player|related video|here",
    ),
    Rule(
        "read_this_label",
        "promo",
        r"^(?:listen|read|previously|earlier|explore|quiz|poll|podcast|newsletter|must[- ]read|must[- ]watch|must[- ]see|now watch|see|more stories|full story|read full story|top story|in depth|special report|see related)\s?:\s?\S[^.]*$",
        200,
        gate="listen|read|previously|earlier|explore|quiz|poll|podcast|newsletter|must|now watch|see|more stories|full story|top story|in depth|special report",
    ),
    Rule(
        "caption_credit_after",
        "caption",
        r"^.{20,}[.!?][\"”’»]?\s[^0-9/()|,;:!?.#%\"“”‘]{4,40}\s?/\s?[^0-9/()|,;:!?.#%\"“”‘]{3,50}$|\[[^0-9/()|,;:!?\[\]\"“”‘]{3,40}/[^0-9/()|,;:!?\[\]\"“”‘]{2,50}\]$",
        420,
        gate="/",
    ),
    Rule(
        "caption_source",
        "caption",
        r"^(?:photo[- ]?illustration|illustration|chart|map|infographic|infografik|grafik|infographie|infografía|gráfico|grafica|screen ?shot|screen ?grab|screencap|still|video still)s?\s?(?::|by\b|from\b|via\b|of\b|/).{1,80}$|^(?:photo|image|picture)s? (?:provided|supplied|submitted)\b.{0,60}$|^(?:supplied|submitted|courtesy)(?: photo| image| of| by|:).{2,60}$|^[^.!?]{3,60}, pictured (?:in|at|with|here|during|outside|on)\b",
        200,
        gate="illustration|chart|map|infogra|grafi|gráfi|screen|still|provided|supplied|submitted|courtesy|pictured",
    ),
    Rule("caption_copyright", "caption", r"\s(?:©|\(c\)|copyright:)\s?[\p{L}/ .'’-]+$", 420, gate="©|(c)|copyright"),
    Rule(
        "picture_number",
        "caption",
        r"^(?:(?:image|photo|picture|slide|bild|foto)\s+)?\d+\s?(?:of|/|von|de|di)\s?\d+\W*$|^image source",
        60,
    ),
    Rule(
        "topic_labels",
        "tags",
        rf"^{LABELS}\s*[:|]\s*(?:.*[^.!?])?$",
        240,
        gate=LABELS_GATE,
    ),
    Rule(
        "label_perhaps",
        "tags",
        rf"^(?:{LABELS}|kategorien?|veröffentlicht (?:in|unter)|publié dans|publicado en|pubblicato in|mehr über|mehr zu)\s*[:|]\s*",
        240,
        gate=f"{LABELS_GATE}|kategorie|veröffentlicht|publié|publicad|pubblicat|mehr ",
    ),
    Rule("hashtags", "tags", r"^(?:#[\w-]+[\s,|]*)+$", 240, gate="#"),
    Rule(
        "breadcrumb",
        "navigation",
        r"^(?:home|homepage|startseite|accueil|inicio|página inicial|início|strona główna|главная|αρχική)\s*(?:[>»/›|→]|\s-\s)",
        120,
        gate="home|startseite|accueil|inicio|início|strona|главная|αρχική",
    ),
    Rule("skip_link", "navigation", r"^(?:skip|jump) to\b", 60, gate="skip|jump"),
    Rule(
        "reading_time",
        "other",
        r"^(?:(?:reading time|read time|estimated read(?:ing)? time|listen(?: to (?:this |the )?(?:article|story))?|lesezeit|lesedauer|leestijd|lästid|lesetid|læsetid|lectura|leitura|lettura|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|czas czytania|время чтения|χρόνος ανάγνωσης)\s*:?\s*)?(?:ca\.?\s*)?\d+\s*-?\s*(?:min|mins|minutes?|minuten|minut(?:os|i|es|y)?|мин|минут|минуты|λεπτά)\.?\s*(?:read|reading time|lesezeit|de lecture|de lectura|di lettura|de leitura|czytania|чтения|ανάγνωσης|watch|listen)?\W*$",
        60,
        gate="min|мин|λεπτ",
    ),
    Rule(
        "about_the_author",
        "author_bio",
        r"^(?:about the (?:author|writer)s?(?:$|[^\sa-z]|\s[^o])|(?:über den autor|über die autorin|zur person|à propos de l.auteur|sobre el autor|sobre la autora|sull.autore|sobre o autor|o autorze|об авторе)\b)",
        100,
        gate="about the|über d|zur person|propos|sobre|sull|o autorze|об авторе",
    ),
    Rule(
        "author_contact",
        "author_bio",
        r"^contact (?:\S+ ){1,3}?(?:with|at|via|by)\b.*@|^(?:(?:you can )?(?:follow|reach|contact|e-?mail|write to)\s+(?:him|her|them|me|the (?:author|writer|reporter))\b|(?:e-?mail|contact):?\s+\S+@\S+$|\S+@\S+\.\w+$)|\b(?:(?:can|may) be (?:reached|contacted) at|is on twitter)\b",
        200,
        gate="@|follow h|follow th|follow me|reach|contact|is on twitter|email h|email me|e-mail me|write to",
    ),
    Rule(
        "author_described",
        "author_bio",
        rf"^{NAMES}+?,? (?:is (?:a|an|the|our|{NAMES}+[’'])\w*\b.*\b(?:analyst|publisher|critic|host|reporter|correspondent|editor|writer|journalist|columnist|author|producer|contributor|freelancer?|professor|fellow)\b|covers [^.]{{3,80}} for (?:the|us|our|\S+\.com)\b|^the (?:writer|author) is (?:a|an|the)\b|writes (?:about|on|for) |reports on |ist (?:redakteur|korrespondent|reporter|autor)|est journaliste|es periodista|è giornalista|é jornalista)|^(?:his|her|their) (?:work|writing|reporting) has (?:also )?(?:appeared|been published) in\b|^(?:giornalista professionista|redactora? de|licenciad[oa] en periodismo)\b",
        420,
        gate="analyst|publisher|critic|host|reporter|correspondent|editor|writer|journalist|columnist|author|producer|contributor|freelance|professor|fellow|covers |writes |reports on |ist redakteur|ist autor|work has|writing has|reporting has|redactor|periodista|giornalista|jornalista|periodismo",
    ),
    Rule(
        "author_introduced",
        "author_bio",
        r"^\S+ (?:\S+ ){1,2}is (?:a|an|the|our) (?:[^ .,]+ ){0,4}(?:reporter|correspondent|editor|writer|journalist|columnist|critic|producer|contributor)\b(?:[.,]| (?:at|for|with|in|on|of|who|and|covering|based)\b)",
        900,
        gate="reporter|correspondent|editor|writer|journalist|columnist|critic|producer|contributor",
    ),
    Rule(
        "reporters_named",
        "byline",
        r"^(?:本报|本報)?(?:见习|見習|特约|特約)?(?:记者|記者)(?:[\s:：][\p{Han}\s、／/]{2,24}|\p{Han}{2,4}[／/][\p{Han}\s]{0,16})$",
        60,
        gate="记者|記者",
    ),
    Rule(
        "agency_contribution",
        "other",
        r"^\(?(?:additional )?(?:reporting|writing|editing|with (?:additional )?reporting|compiled|translated|edited|graphic|production) by\b|\bcontributed (?:to (?:this|the) (?:report|story|article|post)|reporting)\b.{0,60}$|^[(–—-]*\s?(?:avec|mit|con|com|med|met|z|с) (?:afp|dpa|reuters|efe|ansa|lusa|ap|pap|тасс|agences?|agencias|agenturen|agenturmaterial|informationen von .{2,30})\)?$|^[-–— ]*with (?:files|reports?|reporting|input|inputs|agencies|afp|ap|reuters|material|assistance)\b.{0,90}$|^information from .{3,60} was used\b|^contributing: .{3,90}$|^to contact the (?:reporters?|editors?|authors?)\b.{0,160}$|^(?:stats|statistics|data) courtesy\b.{0,60}$",
        260,
        gate="reporting by|writing by|editing by|compiled by|translated by|edited by|graphic by|production by|contributed to|contributed reporting|afp| dpa|reuters| efe| ansa| lusa|with ap|avec ap|med ap|med pap|z pap|тасс| agence| agencias| agentur|informationen von|with files|with report|with input|with agenc|with material|with assistance|information from|contributing:|to contact|courtesy",
    ),
    *SIGNS,
)

# Rules that name what a dropped line is, but leave it to the model whether it is dropped: papers close their own text with such lines,
# and "Anna Lund says:" may bring on a comment or a quotation.
SOFT: Final = frozenset(
    {
        "agrees_perhaps",
        "appeal_perhaps",
        "consent_perhaps",
        "embed_perhaps",
        "form_notice",
        "job_offer",
        "label_perhaps",
        "notifications_prompt",
        "register_perhaps",
        "script_perhaps",
        "about_this_print",
        "agency_contribution",
        "author_contact",
        "author_described",
        "author_introduced",
        "comment_author",
        "comment_thanks",
        "read_this_label",
        "syndication_notice",
    }
)
# Rules that drop a line unless the model, which does not hear of them, is sure of it.
DOUBTFUL: Final = frozenset(rule.name for rule in SIGNS) | {phrase.name for phrase in PHRASES if phrase.name.endswith("_signs")}
