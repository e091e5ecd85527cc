# ruff: noqa: E501 (word lists and patterns)
"""The named rules: what a line says outright, whatever stands around it.

Change a cleaning rule here and nowhere else. A line is compared lower-cased, without its bullet: with PHRASES, without closing marks and numbers as well,
as a whole; with RULES (Rust regexes) in the order they stand in, the first that holds names the role. `longest` keeps a rule from swallowing a paragraph
that merely opens with its words. A rule belongs here when it is right on any news page.
"""

from typing import Final, NamedTuple

from assets.parsing.rules import Rule, any_of, literals


class Phrases(NamedTuple):
    """Lines that are one of `words` and nothing else have `role`."""

    name: str
    role: str
    words: str


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
    Phrases(
        "live_now",
        "live_badge",
        "on now|live|live now|on air|on air now|watch live|listen live|now playing|live tv|breaking|breaking news|live blog|"
        "liveblog|en direct|direct|en vivo|en directo|in diretta|diretta|ao vivo|na żywo|прямой эфир|в эфире|live-ticker|"
        "liveticker|ζωντανά|im livestream|jetzt live|developing story|developing|live update|live updates",
    ),
    Phrases(
        "choose_language",
        "language_switch",
        "select language|choose language|change language|language|languages|sprache|sprache wählen|langue|idioma|lingua|język|"
        "язык|γλώσσα|read in english|read in|auf deutsch|auf englisch|en français|leer en español|in english|en español|"
        "versión en español|translate|read this in",
    ),
    Phrases(
        "share_this",
        "share_widget",
        "share|share this|share this article|share this story|share this post|share this page|share article|share story|"
        "share the article|share options|share full article|share on|share via|sharing|share:|share tweet|spread the word|"
        "tell your friends|gift this article|gift article|give this article|email this article|email article|print this page|"
        "print article|copy link to article|link copied|copied to clipboard|copy url to clipboard|add to favorites|"
        "save this story|save article|save for later|bookmark|bookmark this|artikel teilen|beitrag teilen|diesen artikel teilen|"
        "seite drucken|artikel merken|feedback senden|partager l'article|partager l’article|partager cet article|partagez|"
        "partagez cet article|comparte|compartir esta noticia|compartir en redes|compartir noticia|comparte esta noticia|"
        "guardar|condividi l'articolo|condividi questo articolo|compartilhe esta notícia|compartilhe|compartilhar notícia|"
        "salvar|udostępnij artykuł|podziel się|podziel się na|поделиться|поделиться новостью|поделиться ссылкой|"
        "скопировать ссылку|сохранить|μοιράσου το|κοινοποίησε|copy shortlink|get short url|article share options|share page"
        "|email this article to a friend|email to a friend|email a friend|send to a friend|tell a friend|forward to a friend"
        "|recommend this article|recommend|add to reading list|add to my list|read in app|open in app|open app|use app"
        "|view in app|copy the link|copy article link|copy this link|get link|get shareable link|share link|share this video"
        "|share this photo|share this link|share with friends|share your story|share now|more sharing options"
        "|more sharing services|social sharing|social share|share to facebook|share to twitter|share to x"
        "|show more sharing options|hide sharing options|close sharing options|jetzt teilen|link in zwischenablage kopieren"
        "|link wurde kopiert|weiterempfehlen|artikel weiterempfehlen|artikel versenden|per e-mail versenden|artikel verschenken"
        "|artikel drucken|drucken|partager la page|partager sur les réseaux|envoyer à un ami|envoyer par mail"
        "|envoyer par e-mail|copier le lien de l'article|lien copié|enregistrer|ajouter aux favoris|compartir artículo"
        "|compartir el artículo|comparte este artículo|compartir nota|enlace copiado|enviar por email|guardar artículo"
        "|guardar noticia|añadir a favoritos|condividi su|condividi con|condividi l’articolo|copia il link|link copiato"
        "|salva articolo|invia per email|compartilhar esta notícia|compartilhe essa notícia|compartilhe este artigo|partilhar"
        "|partilhe|partilhar artigo|partilhe esta notícia|link copiado|copiar o link|enviar por e-mail|podziel się artykułem"
        "|skopiuj link|wyślij|wyślij znajomemu|поделиться в соцсетях|поделиться материалом|рассказать друзьям"
        "|ссылка скопирована|отправить другу|deel dit artikel|deel artikel|delen via|kopieer link|link gekopieerd|doorsturen"
        "|dela artikeln|kopiera länk|kopier lenke|kopier link|del artikkelen|del artiklen|jaa artikkeli|jaa|sdílejte|megosztás"
        "|distribuie articolul|paylaşın|podijeli|sdílet článek",
    ),
    Phrases(
        "newsletter_label",
        "newsletter",
        "sign up|subscribe|subscribe now|subscribe today|subscribe to newsletter|enter your email|email address|your email|"
        "your email address|e-mail-adresse|e-mail|thank you for subscribing|thanks for signing up|"
        "you have successfully subscribed|sign me up|invalid email|we have more newsletters|check out more of our newsletters|please enter a valid email|please enter your email address|email sign up|get the newsletter|je m'inscris|je m’inscris|je m'abonne|je m’abonne|newsletter abonnieren|newsletter bestellen|abonnieren|"
        "s'abonner|s’abonner|suscríbete|suscribirse|iscriviti|iscriviti alla newsletter|assine|inscreva-se|zapisz się|"
        "подписаться|εγγραφή|newsletter|newsletters|our newsletter|our newsletters"
        "|thank you for signing up|thanks for subscribing|success! you're on the list|you're on the list|you're all set"
        "|you’re all set|you've been added to our list|you’ve been added to our list|there was an error, please try again"
        "|please check your email to confirm|check your email|check your email for a confirmation link"
        "|please confirm your email|first name|last name|zip code|postal code|zip|enter your email to sign up|enter email"
        "|enter your email address|enter email address|your email (required)|email (required)|email required"
        "|i agree to the terms of service and privacy policy|i agree to the terms and conditions"
        "|i have read and accept the privacy policy|i agree to receive emails|you may unsubscribe at any time"
        "|you may unsubscribe anytime|unsubscribe anytime|unsubscribe at any time|unsubscribe|no spam|no spam, ever"
        "|no spam, unsubscribe at any time|we promise not to spam you|we don't spam|we don’t spam|we respect your privacy"
        "|we won't share your email|your information will never be shared|for more newsletters, click here|see all newsletters"
        "|browse all newsletters|all newsletters|more newsletters|manage newsletters|view all newsletters"
        "|delivered to your inbox|delivered to your inbox every weekday|straight to your inbox|in your inbox|subscribe for free"
        "|subscribe here|sign up here|sign up for free|sign up now|sign up today|sign up to our newsletter"
        "|sign up for our newsletter|join our newsletter|join our mailing list|get our newsletter|get the latest news"
        "|the daily newsletter|daily newsletter|weekly newsletter|morning newsletter|free newsletter|newsletter signup"
        "|newsletter sign up|newsletter sign-up|subscribe to our newsletter|subscribe to our newsletters"
        "|newsletter-anmeldung erfolgreich|newsletter-anmeldung|zum newsletter|zum newsletter anmelden|newsletter anmelden"
        "|vielen dank für ihre anmeldung|vielen dank für deine anmeldung|bitte bestätigen sie ihre e-mail-adresse"
        "|ihre e-mail-adresse|deine e-mail-adresse|e-mail adresse|jetzt anmelden|jetzt abonnieren|kostenlos abonnieren"
        "|merci pour votre inscription|merci, votre inscription a bien été prise en compte|votre adresse email"
        "|votre adresse e-mail|votre email|votre e-mail|adresse email|adresse e-mail|adresse e-mail invalide"
        "|inscription à la newsletter|inscrivez-vous à notre newsletter|inscrivez-vous|abonnez-vous"
        "|abonnez-vous à notre newsletter|nos newsletters|toutes nos newsletters|vous pouvez vous désinscrire à tout moment"
        "|tu correo electrónico|su correo electrónico|correo electrónico|tu email|gracias por suscribirte"
        "|gracias por tu suscripción|revisa tu bandeja de entrada|suscríbete a nuestra newsletter|suscríbete al boletín"
        "|suscribirme|me suscribo|recibe nuestro boletín|indirizzo email|indirizzo e-mail|la tua email"
        "|grazie per esserti iscritto|iscriviti alla nostra newsletter|la nostra newsletter|seu e-mail|seu email|o seu email"
        "|endereço de e-mail|obrigado por se inscrever|assine a newsletter|assine nossa newsletter|twój adres e-mail"
        "|adres e-mail|twój e-mail|dziękujemy za zapisanie się|zapisz się na newsletter|zapisz się do newslettera|ваш e-mail"
        "|ваш email|электронная почта|адрес электронной почты|спасибо за подписку|подпишитесь на рассылку"
        "|подписаться на рассылку|το email σας|εγγραφείτε στο newsletter|je e-mailadres|e-mailadres"
        "|schrijf je in voor de nieuwsbrief|nieuwsbrief|nyhetsbrev|nyhedsbrev|din e-postadress|uutiskirje"
        "|you have successfully subscribed to our newsletter|schrijf je in voor onze nieuwsbrief|schrijf je in|meld je aan"
        "|meld je aan voor de nieuwsbrief|inschrijven|aanmelden|prenumerera på vårt nyhetsbrev|prenumerera på nyhetsbrevet"
        "|prenumerera|anmäl dig|meld deg på nyhetsbrevet|tilmeld dig nyhedsbrevet|tilmeld nyhedsbrev|tilaa uutiskirje"
        "|přihlaste se k odběru|odebírat newsletter|odebírat|feliratkozás|abonează-te|abonați-vă|e-bülten|prijavite se"
        "|i'd like to receive offers from partners|yes, i would like to receive special offers|our best reporting, every friday"
        "|der newsletter ist kostenlos und jederzeit abbestellbar|sie erhalten in kürze eine bestätigungsmail"
        "|mit der anmeldung nehmen sie die datenschutzhinweise zur kenntnis|ich stimme zu|ich möchte den newsletter erhalten"
        "|you've successfully subscribed to this newsletter|you’ve successfully subscribed to this newsletter"
        "|you've successfully subscribed|you’ve successfully subscribed|successfully subscribed"
        "|you may unsubscribe from these newsletters at any time|you may occasionally receive promotional content"
        "|ongeldig e-mailadres|jederzeit top informiert",
    ),
    Phrases(
        "advert_label",
        "advertisement",
        "advertisement|advertisements|advertising|ad|ads|sponsored|sponsored content|sponsored by|promoted|promoted content|"
        "paid content|paid post|partner content|partner offers|story continues below advertisement|"
        "article continues below advertisement|article continues below|article continues after ad|"
        "article continues after advertisement|advertisement - scroll to continue|advertisement - story continues below|"
        "scroll to continue|scroll to continue reading|story continues|continue reading|skip advertisement|skip ad|remove ads|"
        "report this ad|anzeige|werbung|anzeigen|weiter nach der anzeige|publicité|publicite|annonce|"
        "la suite après cette publicité|contenu sponsorisé|publicidad|anuncio|anuncios|contenido patrocinado|continúa leyendo|"
        "pubblicità|pubblicita|contenuto sponsorizzato|continua a leggere|publicidade|continua após a publicidade|"
        "conteúdo patrocinado|reklama|dalsza część artykułu pod reklamą|dalsza część tekstu pod reklamą|"
        "ciąg dalszy pod materiałem wideo|реклама|на правах рекламы|διαφήμιση|advertentie|annons|reklam|outbrain|taboola|"
        "taboola recommends|from the web|around the web|article content|"
        "this advertisement has not loaded yet|this advertisement has not loaded yet, but your article continues below"
        "|article continues below this ad|article continues below this advertisement|article continues after this ad"
        "|article continues after the ad|article continues after sponsor message|story continues below this ad"
        "|story continues below this advertisement|story continues below ad|story continues below"
        "|story continues after advertisement|story continues after ad|content continues below|content continues below ad"
        "|content continues after ad|text continues below|continue reading below|advertisement continue reading below"
        "|advertisement - continue reading below|continue scrolling|scroll down to continue|scroll down to continue reading"
        "|scroll down for more|scroll for more|scroll for article|scroll to read more|keep scrolling"
        "|keep scrolling to read more|keep scrolling for more|ad loading|loading ad|this ad will end in|your ad here|ad choices"
        "|adchoices|close ad|close this ad|hide ad|about ads|about these ads|about this ad|why this ad|why am i seeing this ad"
        "|learn more about ads|go ad-free|go ad free|please disable your ad blocker|please turn off your ad blocker"
        "|ad blocker detected|sponsor message|message from our sponsor|a message from our sponsor|a word from our sponsor"
        "|our sponsors|become a sponsor|sponsor content|sponsored story|sponsored stories|sponsored article|sponsored post"
        "|sponsored posts|sponsored video|sponsored links by taboola|brought to you by|presented by|in partnership with"
        "|in association with|paid partnership|paid for by|paid advertisement|paid promotion|partner message|from our partner"
        "|from our sponsors|branded content|brand content|promotional content|today's deals|today’s deals|best deals|shop now"
        "|buy now|view deal|see deal|check price|get deal|get the deal|buy on amazon|see at amazon|view at amazon"
        "|see it on amazon|buy from amazon|buy at amazon|check price at amazon|ads by google|advertise here|promoted by taboola"
        "|promoted by outbrain|promoted stories|recommended by outbrain|recommended by taboola|by taboola|by outbrain"
        "|paid content by outbrain|paid content by taboola|anzeige - hier geht es weiter|anzeige – hier geht es weiter"
        "|nach der anzeige weiterlesen|nach der anzeige geht es weiter|weiter nach dieser anzeige"
        "|der artikel wird nach der anzeige fortgesetzt|artikel wird nach der anzeige fortgesetzt"
        "|artikel wird unten fortgesetzt|der text geht nach der anzeige weiter|die anzeige wird geladen|anzeige schließen"
        "|gesponsert|gesponserter inhalt|bezahlter inhalt|bezahlte anzeige|verlagsangebot|anzeigensonderveröffentlichung"
        "|advertorial|präsentiert von|in kooperation mit|partnerangebot|partnerangebote|l'article continue après la publicité"
        "|l’article continue après la publicité|suite de l'article après la publicité|suite après la publicité"
        "|la suite après la publicité|après la publicité|contenu partenaire|contenu de marque|en partenariat avec|proposé par"
        "|la noticia continúa después de la publicidad|el artículo continúa después de la publicidad"
        "|sigue leyendo después de la publicidad|continúa leyendo después de la publicidad|después de la publicidad"
        "|contenido promocionado|contenido de marca|publirreportaje|patrocinado|patrocinado por|ofrecido por"
        "|continua dopo la pubblicità|l'articolo continua dopo la pubblicità|continua a leggere dopo la pubblicità|annuncio"
        "|annuncio pubblicitario|sponsorizzato|in collaborazione con|continua após o anúncio|continua depois da publicidade"
        "|continua depois do anúncio|anúncio|anúncios|conteúdo de marca|publieditorial|artykuł kontynuujemy pod reklamą"
        "|dalszy ciąg artykułu pod reklamą|dalsza część pod reklamą|tekst kontynuujemy pod reklamą|ciąg dalszy pod reklamą"
        "|reklamy|materiał sponsorowany|artykuł sponsorowany|materiał promocyjny|materiał partnera|продолжение после рекламы"
        "|партнёрский материал|партнерский материал|спонсорский материал|η συνέχεια μετά τη διαφήμιση"
        "|συνέχεια μετά τη διαφήμιση|χορηγούμενο|advertenties|lees verder na de advertentie|lees verder onder de advertentie"
        "|artikel gaat verder onder de advertentie|annonser|annonce fortsætter|artiklen fortsætter efter annoncen"
        "|artikeln fortsätter efter annonsen|artikkelen fortsetter under annonsen|annonsørinnhold|inzerce|hirdetés|publicitate"
        "|iklan",
    ),
    Phrases(
        "terms_and_privacy",
        "legal",
        "terms|terms of use|terms of service|terms and conditions|terms & conditions|privacy|privacy policy|privacy notice|"
        "privacy settings|cookie policy|cookie settings|cookies|manage cookies|cookie preferences|accept cookies|accept all|"
        "accept|reject all|legal|legal notice|disclaimer|accessibility|accessibility statement|"
        "do not sell or share my personal information|your privacy choices|imprint|impressum|datenschutz|datenschutzerklärung|"
        "agb|cookie-einstellungen|nutzungsbedingungen|barrierefreiheit|mentions légales|politique de confidentialité|cgu|cgv|"
        "gestion des cookies|conditions générales|aviso legal|política de privacidad|política de cookies|condiciones de uso|"
        "términos y condiciones|note legali|informativa privacy|informativa sui cookie|privacy e cookie|política de privacidade|"
        "termos de uso|polityka prywatności|regulamin|политика конфиденциальности|пользовательское соглашение|"
        "правила использования|όροι χρήσης|πολιτική απορρήτου|code of ethics|editorial standards|corrections|editorial policy|"
        "do not sell my info|do not sell my information|do not sell my personal info|do not sell my personal information"
        "|this post contains affiliate links|this article contains affiliate links|this story contains affiliate links"
        "|prices were accurate at the time of publication|prices accurate at time of publication"
        "|all prices are correct at time of publishing|prices and availability are subject to change|prices subject to change"
        "|standards and practices|our standards|ethics policy|our ethics policy|editorial guidelines|our editorial guidelines"
        "|editorial process|our editorial process|read our editorial process|our process|why you can trust us|why trust us"
        "|how we test|how we review|how we report this story|how we reported this story|about our coverage|fact-checking policy"
        "|corrections policy|ownership|funding|who we are|terms and privacy|terms & privacy|privacy and cookies"
        "|privacy & cookies|privacy statement|privacy centre|privacy center|your california privacy rights"
        "|california privacy rights|ca notice of collection|notice of collection|your ad choices|do not sell my data"
        "|cookie notice|cookies policy|cookie consent|cookie-richtlinie|cookie-einstellungen verwalten|consent preferences"
        "|manage preferences|manage consent|manage privacy|privacy manager|privacy-manager|datenschutz-einstellungen"
        "|datenschutzeinstellungen|privatsphäre|widerruf|vertrag kündigen|verträge hier kündigen|abo kündigen"
        "|nutzungsbasierte onlinewerbung|nutzungsrechte|rechtliche hinweise|allgemeine geschäftsbedingungen"
        "|conditions d'utilisation|conditions générales d'utilisation|conditions générales de vente|données personnelles"
        "|protection des données|charte de confidentialité|charte des données personnelles|paramétrer les cookies"
        "|gérer les cookies|gestion des cookies et consentements|gérer utiq|términos de uso|condiciones de contratación"
        "|aviso de privacidad|política de privacidade e cookies|configuración de cookies|configurar cookies"
        "|cookie policy e privacy|informativa|preferenze privacy|preferenze cookie|termini e condizioni|termos e condições"
        "|política de cookies|definições de cookies|polityka cookies|ustawienia prywatności|zarządzaj prywatnością"
        "|обработка персональных данных|политика обработки персональных данных|условия использования|правила сайта"
        "|όροι και προϋποθέσεις|πολιτική cookies|προστασία δεδομένων|privacybeleid|privacyverklaring|cookiebeleid"
        "|algemene voorwaarden|gebruiksvoorwaarden|integritetspolicy|personuppgiftspolicy|privatlivspolitik|personvern"
        "|tietosuoja|ochrana osobních údajů|zásady ochrany osobních údajů|obchodní podmínky"
        "|we value your privacy|your privacy matters|accept all cookies|accept cookies and continue|accept and continue"
        "|accept & continue|accept and close|agree|i agree|agree and continue|agree & continue|i accept|decline|reject|deny"
        "|manage my choices|manage choices|manage options|more options|privacy options|allow twitter content|allow x content"
        "|allow facebook content|allow instagram content|allow tiktok content|allow youtube content|fcc public file"
        "|fcc applications|fcc info|public file|public inspection file|eeo report|eeo public file report|children's programming"
        "|children's programming report|closed captioning|closed captions|contest rules|california notice at collection"
        "|copyright policy|dmca|dmca policy|get rights to this content|get permission to reuse|trademarks"
        "|modern slavery statement|slavery statement|complaints policy|make a complaint|editorial complaints|ipso"
        "|regulated by ipso|zustimmen und weiter|akzeptieren und weiter|alle akzeptieren|akzeptieren|ablehnen|alle ablehnen"
        "|einstellungen verwalten|einwilligung|einwilligung widerrufen|mit werbung weiterlesen|mit werbung lesen"
        "|continuer sans accepter|tout accepter|tout refuser|accepter et continuer|accepter et fermer|accepter|refuser"
        "|paramétrer|aceptar y continuar|aceptar todo|aceptar todas|aceptar|rechazar|rechazar todo|configurar"
        "|informativa sulla privacy|accetta|accetta e continua|accetta tutti|rifiuta|rifiuta tutti|aceitar|aceitar e continuar"
        "|aceitar todos|rejeitar|akkoord|akkoord en doorgaan|alles accepteren|accepteren|weigeren|hantera cookies|acceptera"
        "|acceptera alla|godkänn alla|godta alle|accepter alle|zgadzam się|akceptuję|akceptuję i przechodzę do serwisu"
        "|przejdź do serwisu|ustawienia zaawansowane|принять|принять все|согласен|отклонить|αποδοχή|αποδοχή όλων|συμφωνώ"
        "|απόρριψη|auteursrecht voorbehouden|this is not investment advice|not financial advice|gamble responsibly"
        "|please gamble responsibly|t&cs apply|terms apply|opinions are my own|the author declares no competing interests"
        "|the authors declare no competing interests",
    ),
    Phrases(
        "enlarge_image",
        "caption",
        "enlarge|enlarge image|view gallery|view image in fullscreen|open image in gallery|image gallery|gallery|photo gallery|"
        "view photos|see photos|click to enlarge|toggle caption|hide caption|show caption|image caption|media caption|"
        "getty images|bild vergrößern|bildergalerie|fotostrecke|agrandir|voir les photos|ampliar|ver galería|galería|"
        "ingrandisci|guarda le foto|fotogallery|galeria|powiększ|увеличить|фотогалерея|play video|video player|play|pause|mute|"
        "unmute|fullscreen|duration|loading|loading the player|media playback is unsupported on your device|"
        "this video can not be played|이미지 확대보기|사진 확대|拡大|画像を拡大|view this post on instagram|"
        "sieh dir diesen beitrag auf instagram an|voir cette publication sur instagram|ver esta publicación en instagram"
        "|symbolbild|archivbild|symbolfoto|archivfoto|symbolbild/archivbild|beispielbild|illustrationsbild|themenbild"
        "|file photo|file image|file picture|stock photo|stock image|stock photograph|handout photo|handout|handout image"
        "|courtesy photo|contributed photo|submitted photo|google street view|google maps|google earth|screenshot|screengrab"
        "|screen grab|illustration|illustrative photo|illustrative image|photo illustration|representational image"
        "|representative image|representative photo|imagen de archivo|foto de archivo|foto archivo|fotografía de archivo"
        "|imagen ilustrativa|foto ilustrativa|imagem ilustrativa|imagem de arquivo|foto d'archivio|foto di archivio"
        "|foto di repertorio|immagine di repertorio|immagine d'archivio|photo d'illustration|photo d’illustration"
        "|image d'illustration|image d’illustration|photo d'archives|photo d’archives|illustration d'archives"
        "|zdjęcie ilustracyjne|zdjęcie poglądowe|zdjęcie archiwalne|fot. ilustracyjna|архивное фото|фото из архива|фото"
        "|иллюстративное фото|φωτογραφία αρχείου|φωτό αρχείου|archieffoto|arkivbild|arkivfoto|genrebild|kuvituskuva"
        "|ilustrační foto|ilustrační snímek|ilustračné foto|illusztráció|imagine ilustrativă|foto arhiv|temsili|open gallery"
        "|open image|open image modal|view larger image|view full size|view fullscreen|view full image|see more photos"
        "|more photos|all photos|full screen image|click image to enlarge|click on image to enlarge|tap to enlarge|image zoom"
        "|zoom|zoom in|zoom image|enlarge this image|enlarge photo|expand image|image gallery open|photos: see more"
        "|launch gallery|start slideshow|view slideshow|slideshow|next image|previous image|next photo|previous photo"
        "|next slide|previous slide|close gallery|view in gallery|image unavailable|image not available|no image available"
        "|no image|photo not available|bild öffnen|bild anzeigen|bild in lightbox öffnen|galerie öffnen|galerie anzeigen"
        "|zur galerie|zur bildergalerie|alle bilder|alle bilder ansehen|bilder anzeigen|bilderstrecke|zur fotostrecke"
        "|bilderserie|großansicht|vergrößern|voir la galerie|voir le diaporama|diaporama|voir l'image|agrandir l'image"
        "|voir en plein écran|afficher l'image|galerie photo|galerie photos|ver fotos|ver imágenes|ver galería de fotos"
        "|galería de fotos|galería de imágenes|galería fotográfica|ampliar imagen|ver imagen|ver fotogalería|fotogalería"
        "|apri la gallery|vedi la gallery|guarda la gallery|vai alla gallery|sfoglia la gallery|galleria fotografica|galleria"
        "|galeria de fotos|ver galeria|veja as fotos|ampliar foto|zobacz galerię|galeria zdjęć|zobacz zdjęcia|otwórz galerię"
        "|открыть галерею|смотреть фото|все фото|фоторепортаж|δείτε φωτογραφίες|bekijk foto's|bekijk galerij|visa bild"
        "|förstora bilden|forstør bilde",
    ),
    Phrases(
        "paywall_label",
        "paywall",
        "subscriber exclusive|subscribers only|for subscribers|for subscribers only|exclusive for subscribers|exclusive content"
        "|members only|members exclusive|premium|premium article|premium content|plus article|start your free trial"
        "|start free trial|start your trial|free trial|try it free|try for free|try free|get unlimited access|get full access"
        "|get access|get instant access|unlimited access|subscribe for full access|subscribe for unlimited access"
        "|subscribe to unlock|subscribe to continue|subscribe to continue reading|subscribe to read|subscribe to read more"
        "|subscribe to read the full story|support local journalism|support our journalism|support independent journalism"
        "|support quality journalism|become a member|become a member today|become a subscriber|become a supporter|join today"
        "|join today for full access|join us today|cancel anytime|cancel any time|you can cancel anytime|no commitment"
        "|already a subscriber|already a member|already have an account|already subscribed|already registered"
        "|already a subscriber? log in|already a subscriber? sign in|already a member? sign in|already registered? log in here"
        "|not a subscriber|not a subscriber yet|not a member|don't have an account|don’t have an account"
        "|create your free account|create a free account|create free account|create your free account to continue"
        "|register for free|register free|register now|register to continue|please register to continue reading"
        "|please log in to continue|please sign in to continue|please subscribe to continue reading"
        "|to continue reading, please subscribe|log in to continue reading|sign in to continue reading|log in to read"
        "|you've reached your limit of free articles|you’ve reached your limit of free articles"
        "|you have reached your limit of free articles|you've read your last free article|you’ve read your last free article"
        "|articles left this month|article left this month|free articles remaining|free articles left|free article remaining"
        "|you have been gifted this article|a subscriber shared this article with you|this article was gifted to you"
        "|this is a preview of subscriber content|this is premium content|this is a subscriber-only story"
        "|this content is for subscribers only|this article is for subscribers only|this story is for subscribers"
        "|subscription options|see subscription options|view subscription options|subscription plans|see my options|see offers"
        "|view offers|see all offers|manage your subscription|your subscription|my subscription|renew subscription"
        "|digital subscription|print subscription|gift subscription|redeem code|one-time donation|monthly donation"
        "|make a donation|donate now|donate today|make a gift|jetzt abonnent werden|jetzt abo abschließen"
        "|jetzt abonnieren und weiterlesen|jetzt testen|jetzt kostenlos testen|jetzt kostenlos registrieren|jetzt registrieren"
        "|jetzt freischalten|jetzt weiterlesen|weiterlesen mit abo|mit plus weiterlesen|sie haben noch kein abo|noch kein abo"
        "|noch kein abonnent|noch kein konto|schon abonnent|bereits abonnent|bereits registriert|sie sind bereits abonnent"
        "|sie haben bereits ein abo|monatlich kündbar|jederzeit kündbar|alle inhalte lesen|alle artikel lesen|alle artikel frei"
        "|zugang zu allen inhalten|zugriff auf alle artikel|exklusiv für abonnenten|nur für abonnenten|für abonnenten"
        "|dieser artikel ist exklusiv für abonnenten|abo testen|probeabo|probemonat|digital-abo|zum angebot|zu den angeboten"
        "|alle angebote|abo-angebote|mein abo|abonnement abschließen|plus-artikel|plus-inhalt|accédez à tous nos contenus"
        "|accédez à l'intégralité de nos contenus|sans engagement|résiliable à tout moment|offrir l'article|offrir cet article"
        "|article offert|réservé aux abonnés|article réservé aux abonnés|contenu réservé aux abonnés|pour les abonnés"
        "|déjà abonné|déjà abonnée|déjà inscrit|pas encore abonné|vous êtes abonné|s'abonner maintenant|je m'abonne pour"
        "|abonnez-vous pour lire la suite|abonnez-vous pour lire|découvrir nos offres|voir les offres|voir nos offres"
        "|nos offres|essayez gratuitement|essai gratuit|profitez de l'offre|mon abonnement|faire un don"
        "|contenido para suscriptores|solo para suscriptores|exclusivo para suscriptores|exclusivo suscriptores"
        "|ya soy suscriptor|ya eres suscriptor|ya estoy suscrito|para seguir leyendo, suscríbete|suscríbete para seguir leyendo"
        "|suscríbete para leer|suscríbete ahora|suscríbete y lee|prueba gratis|sin permanencia|cancela cuando quieras"
        "|ver ofertas|hazte socio|hazte suscriptor|mi suscripción|contenuto riservato agli abbonati|riservato agli abbonati"
        "|solo per abbonati|sei già abbonato|sei già abbonata|abbonati|abbonati ora|abbonati per continuare a leggere"
        "|abbonati per leggere|prova gratis|prova gratuita|scopri le offerte|vedi le offerte|disdici quando vuoi"
        "|exclusivo para assinantes|conteúdo exclusivo para assinantes|só para assinantes|somente para assinantes"
        "|já é assinante|já sou assinante|assine já|assine agora|assine para continuar lendo|seja assinante|quero assinar"
        "|torne-se assinante|cancele quando quiser|artykuł dostępny dla prenumeratorów|tylko dla prenumeratorów"
        "|dla prenumeratorów|dla subskrybentów|masz już konto|masz już prenumeratę|wykup dostęp|kup dostęp|kup prenumeratę"
        "|wybierz prenumeratę|dostęp premium|subskrybuj|только для подписчиков|для подписчиков|оформить подписку|подписка"
        "|купить подписку|уже есть подписка|μόνο για συνδρομητές|γίνετε συνδρομητής|είστε συνδρομητής|alleen voor abonnees"
        "|voor abonnees|word abonnee|al abonnee|neem een abonnement|bekijk abonnementen|för prenumeranter|bli prenumerant"
        "|redan prenumerant|for abonnenter|bli abonnent|bliv abonnent|allerede abonnent|tilaajille|tilaa|předplatit"
        "|pouze pro předplatitele|predplatné"
        "|explore our full range of subscriptions|see our subscription options"
        "|you have been granted access, use your keyboard to continue reading|want to read more|want to keep reading"
        "|keep reading|continue reading for free|continue with free account|give monthly|give once|give now|contribute"
        "|contribute now|contribute today|donate monthly|donate once|support us today|support us now"
        "|support us from as little as $1|support|support our work|support our mission|support this work|support the guardian"
        "|unterstützen sie uns|jetzt unterstützen|jetzt spenden|spenden|unterstützen|soutenez-nous|nous soutenir|je soutiens"
        "|je fais un don|je donne|hazte socia|hazte socio|hazte socia/o|apóyanos|apoya nuestro periodismo|sostienici"
        "|sostienici con una donazione|sostieni|dona ora|apoie|apoie-nos|apoie o jornalismo independente|doe agora"
        "|faça uma doação|steun ons|steun ons met een donatie|doneer|wesprzyj nas|wspieraj nas"
        "|wspieraj niezależne dziennikarstwo|wpłać|поддержите нас|поддержите редакцию|поддержать|поддержать проект|stöd oss"
        "|støtt oss|tue meitä|podpořte nás|dostęp do treści tylko dla prenumeratorów"
        "|regístrate gratis para seguir leyendo|recurso exclusivo para assinantes|license this article"
        "|create your free account or log in for more features|jetzt mit plus lesen"
        "|you need to be a subscriber to join the conversation",
    ),
    Phrases(
        "author_label",
        "author_bio",
        "written by|reported by|story by|words by|about the author|about the authors|about the writer|about the reporter"
        "|about the journalist|about our reporter|meet the author|author|authors|the author|the authors|author bio"
        "|author information|author profile|contributors|contributor|staff writer|staff reporter|staff writers|senior writer"
        "|senior reporter|senior editor|senior staff writer|contributing writer|contributing editor|freelance writer"
        "|freelance journalist|freelance reporter|news editor|news reporter|news writer|managing editor|deputy editor"
        "|associate editor|assistant editor|executive editor|editor-in-chief|editor in chief|political editor"
        "|political correspondent|political reporter|business editor|business reporter|business correspondent|sports editor"
        "|sports writer|sports reporter|health editor|health reporter|health correspondent|science editor|science reporter"
        "|science correspondent|environment correspondent|environment editor|economics editor|economics correspondent"
        "|technology editor|technology reporter|technology correspondent|world affairs editor|diplomatic correspondent"
        "|diplomatic editor|defence correspondent|education correspondent|education editor|legal affairs correspondent"
        "|home affairs correspondent|home affairs editor|foreign correspondent|special correspondent|senior correspondent"
        "|chief political correspondent|chief reporter|chief correspondent|chief football writer|crime reporter"
        "|crime correspondent|court reporter|local democracy reporter|culture editor|culture reporter|arts correspondent"
        "|arts editor|entertainment reporter|entertainment editor|entertainment writer|features writer|features editor"
        "|lifestyle editor|lifestyle writer|digital reporter|digital producer|digital editor|multimedia journalist"
        "|multimedia reporter|video journalist|data journalist|investigative reporter|investigations editor|opinion columnist"
        "|opinion contributor|guest columnist|guest contributor|columnist|correspondent|reporter|journalist|producer"
        "|associate producer|web producer|content producer|trending reporter|breaking news reporter|breaking news editor"
        "|general assignment reporter|weather editor|meteorologist|chief meteorologist|over de auteur|zum autor|zur autorin"
        "|der autor|die autorin|autor|autorin|autoren|redakteur|redakteurin|redaktion|volontär|volontärin|politikredakteur"
        "|wirtschaftsredakteur|sportredakteur|leiter der redaktion|von unserer redaktion|à propos de l'auteur"
        "|à propos des auteurs|l'auteur|les auteurs|auteur|journaliste|rédacteur|rédactrice|grand reporter|chef de service"
        "|sobre el autor|sobre la autora|sobre la firma|autora|autores|redactor|redactora|redacción|periodista|corresponsal"
        "|colaborador|colaboradora|sull'autore|l'autore|autore|autrice|giornalista|redazione web|sobre o autor|sobre a autora"
        "|jornalista|repórter|editora|o autorze|autor tekstu|dziennikarz|dziennikarka|redaktor|об авторе|автор|авторы|журналист"
        "|корреспондент|обозреватель|συντάκτης|συντακτική ομάδα|redactie|redacteur|verslaggever|reporter och|journalist och"
        "|toimittaja|skribent",
    ),
    Phrases(
        "tags_alone",
        "tags",
        "tags|topics|related topics|filed under|themen|schlagworte|schlagwörter|thèmes|mots-clés|temas|etiquetas|argomenti|"
        "assuntos|tagi|tematy|теги|темы|ετικέτες|θέματα|temas relacionados|more on these topics|tagged|tagged as|tagged in|published in|posted in|mehr zu den themen"
        "|in this article|in this article:|subjects|subject|related subjects|keywords|key words|themes|filed to|see more on"
        "|more on|schlagworte zum artikel|schlagwörter zum artikel|themen in diesem artikel|themen im artikel|thématiques"
        "|mots clés|sujets|dans cet article|más información sobre|en este artículo|temas de la nota|temas del artículo"
        "|argomenti trattati|temi|tópicos|tópico|palavras-chave|marcadores|tagi artykułu|słowa kluczowe|сюжет|сюжеты|метки"
        "|онлайн|ετικέτα|onderwerpen|trefwoorden|in dit artikel|ämnen|ämnen i artikeln|mer om ämnet|emner|emneord|štítky|témata"
        "|címkék|etichete|etiketler",
    ),
    Phrases(
        "menu_words",
        "navigation",
        "skip to content|skip to main content|skip to navigation|skip to main|skip to footer|jump to content|menu|main menu|"
        "open menu|close menu|close|search|search for|show search|toggle navigation|toggle menu|navigation|sections|"
        "all sections|sign in|log in|login|logout|log out|sign out|register|my account|account|profile|contact|contact us|about|"
        "about us|help|faq|faqs|careers|advertise|advertise with us|site map|sitemap|archive|archives|rss feeds|mobile|apps|"
        "shop|store|jobs|classifieds|back to top|top|back|next|previous|prev|more|show more|load more|show less|see all|"
        "view all|all|home|news|subscribe|support us|donate|press|weather|listen|listen to this article|audio|text size|"
        "font size|dark mode|refresh|cancel|submit|ok|yes|no|done|edit|delete|settings|notifications|zum inhalt springen|"
        "zum inhalt|zur navigation|menü|suche|suchen|anmelden|abmelden|registrieren|startseite|nach oben|mehr|mehr anzeigen|"
        "weitere|kontakt|über uns|hilfe|schließen|archiv|vorlesen|artikel anhören|aller au contenu|rechercher|recherche|"
        "se connecter|connexion|mon compte|contactez-nous|qui sommes-nous|aide|fermer|retour|haut de page|voir plus|plus|"
        "écouter|saltar al contenido|ir al contenido|buscar|iniciar sesión|mi cuenta|contacto|quiénes somos|ayuda|cerrar|volver|"
        "ver más|más|escuchar|vai al contenuto|cerca|accedi|contatti|chi siamo|aiuto|chiudi|torna su|altro|ascolta|"
        "ir para o conteúdo|pesquisar|entrar|contato|contactos|quem somos|fechar|mais|ouvir|przejdź do treści|szukaj|"
        "zaloguj się|zaloguj|o nas|pomoc|zamknij|więcej|поиск|войти|вход|контакты|о нас|о проекте|закрыть|наверх|ещё|еще|меню|"
        "αναζήτηση|σύνδεση|επικοινωνία|μενού|κλείσιμο|zoeken|inloggen|epaper|e-paper"
        "|open search|close search|search this site|search site|site search|enter search|search articles|hide search"
        "|site navigation|main navigation|primary menu|secondary menu|footer menu|mobile menu|expand menu|collapse menu|browse"
        "|browse all|browse by topic|explore|show all|show less|see less|read less|view less|view full|expand|collapse"
        "|expand all|collapse all|load next|load next article|load more posts|load more articles|load more stories|loading more"
        "|please wait|go back|go to|go to top|to the top|return to top|scroll to top|back to home|back to homepage"
        "|back to main page|return to homepage|return to home page|next page|previous page|first page|last page"
        "|view as single page|view on one page|single page|all pages|full site|desktop version|mobile version|view full site"
        "|print this story|print this|print this article|my news|my feed|for you|my list|saved|my saves|read later|my library"
        "|user account|user menu|account settings|my profile|edit profile|create account|create an account|sign up or log in"
        "|log in or sign up|log in / sign up|join now|join|welcome|welcome back|hello|edition|editions|change edition"
        "|choose edition|switch edition|us edition|uk edition|international edition|local news|world news|sport|sports|business"
        "|opinion|politics|culture|lifestyle|entertainment|technology|tech|science|health|travel|food|world|local|events|photos"
        "|videos|podcasts|live tv schedule|tv schedule|tv listings|program guide|programme guide|schedule|traffic|lotteries"
        "|games|shop all|gift cards|gift subscriptions|newsletters and alerts|alerts|email alerts|more topics|all topics|a-z"
        "|a to z|index|vollbild|vollbild anzeigen|mehr laden|mehr laden …|weitere laden|alle anzeigen|alle ansehen"
        "|weniger anzeigen|einklappen|ausklappen|aufklappen|zurück|weiter|zum seitenanfang|seite zurück|nächste seite"
        "|vorherige seite|zur übersicht|zum artikel|hauptnavigation|hauptmenü|menü öffnen|menü schließen|suche öffnen"
        "|suche schließen|suche starten|zur suche|zum hauptinhalt|zum hauptinhalt springen|zum footer springen|zum menü"
        "|nutzerkonto|mein konto|mein profil|einloggen|ausloggen|login/registrieren|anmelden oder registrieren|einstellungen"
        "|voir tout|tout voir|voir moins|afficher plus|afficher moins|charger plus|page suivante|page précédente|suivant"
        "|précédent|menu principal|ouvrir le menu|fermer le menu|mon profil|se déconnecter|déconnexion|s'inscrire"
        "|créer un compte|paramètres|rubriques|toutes les rubriques|ver todo|ver todos|ver todas|ver menos|cargar más"
        "|mostrar más|mostrar menos|siguiente|anterior|página siguiente|menú|menú principal|abrir menú|cerrar menú"
        "|cerrar sesión|registrarse|regístrate|crear cuenta|mi perfil|secciones|todas las secciones|inicia sesión|vedi tutti"
        "|vedi tutto|mostra altro|mostra di più|mostra meno|carica altri|successivo|precedente|avanti|indietro|menù|apri menu"
        "|chiudi menu|esci|registrati|il mio account|sezioni|ver tudo|ver mais|carregar mais|próximo|próxima|abrir menu"
        "|fechar menu|sair|cadastre-se|minha conta|seções|secções|pokaż więcej|pokaż mniej|zobacz wszystkie|załaduj więcej"
        "|następna|poprzednia|wyloguj|załóż konto|zarejestruj się|moje konto|wstecz|показать ещё|показать еще|показать все"
        "|все новости|загрузить ещё|загрузить еще|далее|назад|вперёд|личный кабинет|регистрация|выйти|зарегистрироваться"
        "|δείτε όλα|περισσότερες|επόμενο|προηγούμενο|αποσύνδεση|εγγραφή|meer tonen|toon meer|meer laden|volgende|vorige"
        "|terug naar boven|uitloggen|registreren|mijn account|visa mer|visa fler|ladda fler|logga in|logga ut|logg inn|logg ud"
        "|log ind|kirjaudu|přihlásit|přihlásit se|odhlásit|načíst další|zobrazit více|registrovat|bejelentkezés|autentificare"
        "|giriş yap|üye ol",
    ),
    Phrases(
        "recommendation_boxes",
        "promo",
        "you may have missed|also in this section|more top stories|top news|in other news|other news|also of interest|next up|"
        "the latest|just in|featured|featured stories|most viewed|most shared|most commented|most watched|popular|popular now|"
        "popular posts|recent posts|recent news|recent articles|latest|latest posts|latest articles|latest videos|"
        "latest headlines|last news|aktuelle nachrichten|neueste artikel|die neuesten|topthemen|à la une|dernières actualités|"
        "en continu|l'actu en direct|últimas noticias|lo último|ultime notizie|ultim'ora|últimas notícias|ostatnie wiadomości|"
        "najnowsze|последние новости|лента новостей|τελευταία νέα|ροή ειδήσεων|what's next|what’s next|today's top stories|"
        "today’s top stories|editor's choice|editor’s choice",
    ),
    Phrases(
        "read_more_alone",
        "promo",
        f"{READ_MORE_WORDS}|related links|continue reading the main story"
        "|you may like|more in politics|more in sport|more in sports|more in business|more in world|more in us|more in news"
        "|more in local news|more in opinion|more in health|more in entertainment|more by this author|more from this author"
        "|more from author|view author archive|see more stories|see more articles|more top headlines|our top stories"
        "|top headlines|editor's recommendations|editors' recommendations|editors’ recommendations|editor’s recommendations"
        "|editors recommend|editor's pick|editor’s pick|editors' pick|editors’ pick|popular stories|popular articles"
        "|popular reads|what others are reading|what readers are reading|readers also liked|people are reading"
        "|other people are reading|others are reading|readers are also reading|today's most read|today’s most read"
        "|most read today|most read this week|most popular stories|most popular articles|most read articles|most read stories"
        "|most viewed stories|top reads|best reads|long reads|longreads|big reads|best of|weekend reads|top 5 stories"
        "|top 10 stories|top stories today|recommended articles|recommended news|recommended content|recommended reads"
        "|recommended by our editors|suggested stories|suggested articles|suggested for you|picked for you|chosen for you"
        "|selected for you|just for you|based on your reading|because you read this|from our archive|from our archives"
        "|from the archives|next in news|up next in video|now watching|now trending|what's trending|what’s trending"
        "|trending topics|trending videos|trending articles|trending posts|hot now|hot right now|related tags|related searches"
        "|related links|related reading|related pages|related items|related posts|related podcasts|related photos"
        "|related gallery|related galleries|topics in this story|you might also enjoy|you may also enjoy"
        "|you may also be interested in|you may be interested in|you might be interested in|might interest you"
        "|if you liked this story|if you liked this|if you enjoyed this article, read these|here's what else to read"
        "|more great reads|more great stories|more great wired stories|more must-reads|more must-reads from time"
        "|read the rest of our coverage|read our coverage|full coverage|complete coverage|see full coverage"
        "|see our complete coverage|see our full coverage|more coverage|our coverage|our latest coverage|latest coverage"
        "|for more on this story, click here|to read more, click here|for more, click here|read more here|read more at"
        "|read it here|read here|learn more|learn more here|find out more|find out more here|discover more|view all stories"
        "|view all articles|view all news|all stories|all news|all articles|back to top stories|back to news|next up in news"
        "|next read|next article|more posts|newer posts|older posts|newer post|older post|newer|older|latest stories"
        "|latest from|latest in news|latest update|latest updates|latest episodes|the latest news|breaking news headlines"
        "|news in brief|in brief|briefs|mehr aus dieser rubrik|mehr zu diesem thema|mehr zu diesen themen"
        "|mehr in diesem ressort|mehr aus|mehr artikel|mehr nachrichten|mehr videos|mehr meldungen|mehr news"
        "|mehr aus der region|mehr erfahren|erfahren sie mehr|top-artikel|topartikel|top-themen|top themen|themen des tages"
        "|unsere themen|empfohlen für sie|für sie empfohlen|empfohlene artikel|unsere empfehlung|unsere tipps"
        "|neu auf unserer seite|beliebte artikel|beliebt|beliebteste artikel|meistgelesen heute|am meisten gelesen"
        "|die meistgelesenen artikel|zuletzt gelesen|passend zum thema|passend dazu|dazu passend|weitere inhalte"
        "|weitere beiträge|weitere videos|weitere links|weitere infos|weitere informationen|weiterführende links"
        "|links zum thema|ähnliche artikel|ähnliche themen|ähnliche beiträge|verwandte beiträge|verwandte inhalte"
        "|das könnte dich auch interessieren|das könnte dir auch gefallen|auch interessant für sie|auch spannend|newsticker"
        "|schlagzeilen|kurzmeldungen|aktuelle meldungen|aktuelle themen|aktuelles|neuste artikel|neueste beiträge"
        "|neueste meldungen|neueste videos|aktuelle videos|videos des tages|bilder des tages|les articles les plus lus"
        "|articles les plus lus|sur le même thème|sur ce sujet|sur ce thème|dans l'actualité|dans l’actualité"
        "|notre sélection pour vous|sélectionné pour vous|à ne pas manquer|les plus populaires|vidéos à la une"
        "|les plus consultés|les plus commentés|les plus récents|articles liés|articles associés|articles connexes"
        "|contenus associés|contenu recommandé|recommandé pour vous|recommandés pour vous|nos recommandations|plus d'articles"
        "|plus d’articles|plus d'infos|plus d'actualités|toute l'actualité|toute l’actualité|toutes les actualités"
        "|dernières infos|dernière minute|les dernières infos|fil info|fil d'actualité|le fil info|l'essentiel|nos dossiers"
        "|les dossiers|article suivant|article précédent|prochain article|à lire ensuite|lisez aussi|lisez également"
        "|voir plus d'articles|noticias más leídas|las más leídas|las más vistas|los más leídos|más leídas|más leído|más vistas"
        "|te recomendamos leer|recomendamos|recomendado|recomendados|recomendado para ti|recomendaciones|más sobre este tema"
        "|más sobre|más de este tema|sobre este tema|lo más reciente|más reciente|más recientes|también en"
        "|también te puede interesar leer|te podría interesar|te interesa|te puede gustar|no te lo pierdas|no te pierdas"
        "|noticia relacionada|artículo relacionado|contenido relacionado|información relacionada|notas recomendadas"
        "|otras noticias|otras notas|últimas notas|última hora|titulares|portada|siguiente noticia|articoli più letti"
        "|le più lette|i più letti del giorno|più letti|più lette|più visti|potrebbe interessarti anche|potrebbero interessarti"
        "|ti potrebbero interessare|leggi altro|altre notizie|altri articoli|articoli recenti|articolo successivo"
        "|articolo precedente|articoli simili|articolo correlato|notizie recenti|in evidenza|in primo piano|ultim'ora"
        "|consigliati|consigliati per te|raccomandati|per saperne di più|scopri di più|approfondimenti|mais sobre este tema"
        "|mais sobre|as mais lidas|mais lidas do dia|mais lidos|mais vistos|mais vistas|pode também gostar|você pode gostar"
        "|você pode gostar também|você também pode gostar|recomendados para você|recomendado para você|recomendadas"
        "|outras notícias|últimas do dia|leia mais sobre|leia ainda|leia mais em|próxima notícia|matéria relacionada"
        "|matérias relacionadas|conteúdo relacionado|tópicos relacionados|destaques|em destaque|em alta|plantão|popularne"
        "|najpopularniejsze artykuły|najnowsze artykuły|najnowsze wiadomości|więcej wiadomości|więcej artykułów|więcej o"
        "|więcej informacji|podobne artykuły|podobne tematy|zobacz więcej artykułów|poprzedni artykuł|następny artykuł"
        "|dowiedz się więcej|przeczytaj więcej|przeczytaj również|na skróty|czytaj więcej na ten temat|wideo dnia|читайте по теме|читайте далее"
        "|читать далее|читать полностью|читать ещё|популярные новости|самые читаемые|самое популярное|самое важное|важное"
        "|новости дня|другие материалы|ещё новости|еще новости|лента|все новости дня|следующая новость|предыдущая новость"
        "|материалы партнёров|ещё материалы|интересное|δημοφιλέστερα|τα πιο διαβασμένα|περισσότερα άρθρα|περισσότερες ειδήσεις"
        "|σχετικά θέματα|σχετικές ειδήσεις|τελευταία άρθρα|ροή ειδήσεων σήμερα|επόμενο άρθρο|προηγούμενο άρθρο|μη χάσετε"
        "|μην χάσετε|meest gelezen|meer nieuws|meer over dit onderwerp|gerelateerde artikelen|gerelateerd|lees verder"
        "|lees meer over|aanbevolen|mest läst|mest lästa|senaste nytt|fler artiklar|mer om|mest lest|siste nytt|flere saker"
        "|mest læste|seneste nyt|relaterede artikler|luetuimmat|lue myös|lue lisää|nejčtenější|související články|čtěte také"
        "|čtěte dále|legolvasottabb|kapcsolódó cikkek|citește și|citeşte şi|cele mai citite|ilgili haberler|çok okunanlar"
        "|pročitajte još|najčitanije|povezane vijesti"
        "|recommended topics|we recommend for you|we recommend|story highlights|highlights|mirá también|bekijk ook"
        "|raccomandati per te|картина дня|now playing|previous story next story|← previous story next story →|new on our site"
        "|featured columnist|open extended reactions|scroll for flere historier|zum thema passend|mehr aus diesem ressort"
        "|das wichtigste in kürze: mehr|lesen sie hier weiter",
    ),
    Phrases(
        "comment_counts",
        "comments",
        "comment|comments|add a comment|add comment|leave a comment|post a comment|view comments|view all comments|"
        "show comments|read comments|see all comments|hide comments|load more comments|no comments|no comments yet|all comments|"
        "join the conversation|show us what you think|share what you think|share your thoughts|comment on this story|comment now|add your comments|"
        "join the conversation below|newest first|oldest first|best rated|worst rated|most replies|kommentare|kommentar|keine kommentare|alle kommentare|commentaires|commentaire|aucun commentaire|"
        "comentarios|comentario|sin comentarios|commenti|commento|nessun commento|comentários|sem comentários|komentarze|"
        "komentarzy|komentarz|brak komentarzy|комментарии|комментариев|комментарий|нет комментариев|σχόλια|reacties|kommentarer|"
        "conversation",
    ),
    Phrases(
        "comment_controls",
        "comments",
        "reply|reply to|report abuse|report comment|report|log in to comment|sign in to comment|login to comment|"
        "log in to leave a comment|please log in to comment|be the first to comment|join the conversation|join the discussion|"
        "leave a reply|cancel reply|post comment|write a comment|have your say|your email address will not be published|"
        "what do you think|comments are closed|comments have been closed|comments are moderated|this comment|sort by|newest|"
        "oldest|most liked|antworten|kommentieren|diskutieren sie mit|jetzt kommentieren|kommentar schreiben|"
        "kommentar verfassen|répondre|laisser un commentaire|réagir|commenter|ajouter un commentaire|"
        "connectez-vous pour commenter|responder|dejar un comentario|deja un comentario|deja tu comentario|comentar|rispondi|"
        "lascia un commento|commenta|scrivi un commento|deixe um comentário|deixe seu comentário|dodaj komentarz|skomentuj|"
        "odpowiedz|ответить|оставить комментарий|добавить комментарий|комментировать|αφήστε σχόλιο|γράψτε σχόλιο|απάντηση|"
        "προσθήκη σχολίου"
        "|comments on this article are closed|comments are closed|comments are turned off|comments are off"
        "|comments are disabled|comments are moderated|comments are subject to moderation|commenting on this story has ended"
        "|commenting is closed|commenting has been disabled|please read our commenting policy|read our comment policy"
        "|read our commenting guidelines|comment policy|commenting policy|comment guidelines|community guidelines"
        "|community rules|community standards|view our community guidelines|house rules|to comment, please sign in"
        "|you need to be logged in to comment|you must be logged in to post a comment|you must be logged in to comment"
        "|what do you think|tell us in the comments|let us know in the comments|let us know in the comments below"
        "|let us know your thoughts|let us know your thoughts below|have your say|join in the comments|join the discussion"
        "|join the debate|start the conversation|start a conversation|be the first to comment|be the first to respond|sort by"
        "|sort by newest|sort by oldest|sort by best|sort comments by|oldest|newest|most liked|top comments|top comment"
        "|featured comments|reader comments|readers' comments|user comments|recent comments|latest comments|your comments"
        "|your comment|your name|flag as inappropriate|flag|report this comment|flag comment|like comment|hide replies"
        "|show replies|view replies|view reply|see replies|hide reply|show more replies|view more comments|read more comments"
        "|notify me of follow-up comments by email|notify me of new posts by email|notify me of new comments"
        "|subscribe to comments|comments rss|save my name, email, and website in this browser for the next time i comment"
        "|save my name, email and website in this browser for the next time i comment|this site uses akismet to reduce spam"
        "|learn how your comment data is processed|powered by disqus|comments powered by disqus|view the discussion thread"
        "|website|name|email|e-mail (required)|name (required)|message|your message|your email address will not be published"
        "|required fields are marked|posting as|log in to reply|sign in to reply|login to reply|register to comment"
        "|sign up to comment|click here to comment|click to comment|view the comments|all comments are moderated"
        "|add your comment|write your comment|enter your comment here|leave your comment|leave a comment below"
        "|post your comment|submit comment|characters remaining|characters left|kommentar schreiben|kommentare sind geschlossen"
        "|die kommentarfunktion ist deaktiviert|die kommentarfunktion ist geschlossen|kommentare deaktiviert"
        "|kommentarfunktion geschlossen|jetzt mitdiskutieren|mitdiskutieren|ihre meinung ist gefragt|ihre meinung|deine meinung"
        "|ihr kommentar|dein kommentar|zu den kommentaren|kommentare anzeigen|kommentare lesen|kommentare laden"
        "|alle kommentare anzeigen|weitere kommentare|mehr kommentare|beste kommentare|neueste kommentare|älteste zuerst"
        "|neueste zuerst|beitrag melden|kommentar melden|netiquette|kommentarregeln|diskussion|zur diskussion|ihr name"
        "|schreiben sie den ersten kommentar|sei der erste, der kommentiert|laissez votre commentaire|laissez un commentaire"
        "|les commentaires sont fermés|les commentaires sont clos|réagir à cet article|réagir|votre commentaire|votre nom"
        "|voir les commentaires|voir tous les commentaires|lire les commentaires|ajouter un commentaire|poster un commentaire"
        "|publier un commentaire|écrire un commentaire|signaler un commentaire|signaler un abus|soyez le premier à commenter"
        "|tous les commentaires|derniers commentaires|contribuer|deja una respuesta|deja un comentario|escribe un comentario"
        "|escribe tu comentario|añadir comentario|agregar comentario|tu dirección de correo electrónico no será publicada"
        "|los campos obligatorios están marcados con|inicia sesión para comentar|los comentarios están cerrados|ver comentarios"
        "|ver todos los comentarios|tu comentario|tu nombre|nombre|comentar esta noticia|normas de participación|normas de uso"
        "|reportar comentario|sé el primero en comentar|il tuo indirizzo email non sarà pubblicato"
        "|i campi obbligatori sono contrassegnati|lascia una risposta|invia commento|inserisci un commento|vedi i commenti"
        "|leggi i commenti|i commenti sono chiusi|il tuo commento|nome|o seu endereço de e-mail não será publicado"
        "|campos obrigatórios são marcados com|deixe uma resposta|deixe o seu comentário|enviar comentário|ver comentários"
        "|os comentários estão encerrados|seu nome|seu comentário|faça login para comentar"
        "|twój adres e-mail nie zostanie opublikowany|wymagane pola są oznaczone|zostaw komentarz|napisz komentarz"
        "|zobacz komentarze|komentarze są wyłączone|twój komentarz|wszystkie komentarze|ваш адрес email не будет опубликован"
        "|обязательные поля помечены|добавьте комментарий|написать комментарий|ваш комментарий|ваше имя|показать комментарии"
        "|читать комментарии|все комментарии|обсудить|обсуждение|комментарии закрыты|η ηλ. διεύθυνση σας δεν δημοσιεύεται"
        "|αφήστε ένα σχόλιο|αφήστε μια απάντηση|το σχόλιό σας|laat een reactie achter|plaats een reactie|reageer|alle reacties"
        "|skriv en kommentar|lämna en kommentar|skriv kommentar|legg igjen en kommentar|přidat komentář|diskuze|diskusia"
        "|pridať komentár"
        "|the comments below have not been moderated|please be respectful|please be civil|please be kind|sort by: newest"
        "|sort by: oldest|sort by: best|sort by: top|sort|filter|vous devez être connecté pour commenter"
        "|connectez-vous pour commenter|debes iniciar sesión para comentar|accedi per commentare|zaloguj się, aby skomentować"
        "|войдите, чтобы комментировать|комментарии отключены|reageer op dit artikel|log in om te reageren"
        "|logga in för att kommentera|kommentera|kommentera artikeln|kommenter|anmelden, um zu kommentieren"
        "|bitte melden sie sich an, um zu kommentieren|melden sie sich an, um zu kommentieren"
        "|los comentarios no representan la opinión|forgot password|forgot your password|reset password|remember me|password"
        "|username|username or email|email or username|keep me signed in|keep me logged in|sign in with google"
        "|sign in with facebook|sign in with apple|continue with google|continue with facebook|continue with apple"
        "|continue with email|log in with facebook|log in with google|show password|confirm password|new password"
        "|change password|passwort|passwort vergessen|passwort vergessen?|angemeldet bleiben|benutzername|mot de passe"
        "|mot de passe oublié|se souvenir de moi|rester connecté|contraseña|olvidé mi contraseña|¿olvidaste tu contraseña"
        "|recordarme|password dimenticata|ricordami|senha|esqueci minha senha|esqueceu a senha|hasło|nie pamiętam hasła|пароль"
        "|забыли пароль|запомнить меня|wachtwoord|wachtwoord vergeten|lösenord|glömt lösenord|select your country"
        "|select country|select state|country|state|city|phone|phone number|date of birth|year of birth|gender|choose an option"
        "|please select|this field is required|required|optional|please fill out this field|invalid"
        "|your account has been created|we've sent you a verification email|verify your email|resend email|verification code"
        "|this field is for validation purposes and should be left unchanged"
        "|join our commenting forum|sorry we are not currently accepting comments on this article"
        "|we are not currently accepting comments on this article|promoted comments|one community. many voices"
        "|reader comments and replies|comments closed|comments have been closed|hier einloggen, um alle kommentare zu lesen"
        "|discuss this article|discuss this story|discuss",
    ),
    Phrases(
        "follow_alone",
        "follow_prompt",
        FOLLOW_WORDS + "|follow us on|follow on|follow us at|find us on|join us on|folgen sie uns|folgen sie uns auf|suivez-nous sur"
        "|síguenos en|seguici su|siga-nos no|follow topics|follow topic|follow author"
        "|add us on google|add us as a preferred source on google|make us a preferred source on google"
        "|make us preferred source on google|add as a preferred source on google|add as preferred source on google"
        "|set us as your preferred source|prefer us on google|follow us on google news|follow on google news"
        "|preferred source on google|als bevorzugte quelle auf google hinzufügen|bevorzugte quelle auf google"
        "|ajoutez-nous à vos sources préférées sur google|añádenos como fuente preferida en google|download on the app store"
        "|get it on google play|available on the app store|available on google play|available on the app store and google play"
        "|download our free app|download the free app|get our free app|get the free app|get our mobile app|get the mobile app"
        "|listen on apple podcasts|listen on spotify|listen on|listen wherever you get your podcasts"
        "|subscribe on apple podcasts|subscribe on spotify|subscribe on youtube|subscribe to our podcast"
        "|subscribe to the podcast|subscribe to our youtube channel|listen to the latest episode here|turn on notifications"
        "|turn on desktop notifications|enable notifications|allow notifications|get notifications|get notified|get alerts"
        "|get news alerts|breaking news alerts|stay in the loop|stay up to date|stay up to date with the latest news"
        "|stay informed|stay in touch|stay in the know|stay updated|keep up to date|keep up with the latest|keep in touch"
        "|never miss a story|never miss an update|don't miss out|don’t miss out|follow live updates here|follow live"
        "|follow along|follow for more|follow the author|follow this author|follow this topic|follow this story|follow topic"
        "|unfollow|following|followers|get in touch|contact the author|jetzt die app herunterladen|app herunterladen"
        "|jetzt herunterladen|jetzt app laden|bleiben sie auf dem laufenden|bleiben sie informiert|immer informiert"
        "|nichts mehr verpassen|nichts verpassen|folge uns auf|folgen sie uns auf social media|thema folgen|themen folgen"
        "|autor folgen|push-nachrichten|push-mitteilungen aktivieren|restez informé|restez informés|restez connecté"
        "|ne manquez rien de l'actualité|ne manquez rien|ne ratez rien|téléchargez l'application|télécharger l'application"
        "|téléchargez notre application|l'application|activer les notifications|recevoir les alertes"
        "|suivez-nous sur les réseaux sociaux|suivre ce sujet|suivre cet auteur|mantente informado|mantente al día"
        "|manténgase informado|no te pierdas nada|descarga la app|descarga nuestra app|descarga nuestra aplicación"
        "|síguenos en redes|síguenos en redes sociales|síguenos en google news|activar notificaciones|resta aggiornato"
        "|rimani aggiornato|resta connesso|scarica l'app|scarica la nostra app|seguici sui social|seguici sui nostri social"
        "|attiva le notifiche|fique por dentro|fique ligado|fique informado|baixe o app|baixe nosso app|baixe o aplicativo"
        "|siga-nos nas redes sociais|siga-nos no google news|ativar notificações|bądź na bieżąco|pobierz aplikację|obserwuj nas"
        "|obserwuj nas w google news|śledź nas|śledź nas na|włącz powiadomienia|будьте в курсе|скачать приложение"
        "|скачайте приложение|подпишитесь на нас|подписывайтесь на нас|подпишись|включить уведомления|κατεβάστε την εφαρμογή"
        "|ακολουθήστε μας|ακολουθήστε μας στο google news|μείνετε ενημερωμένοι|blijf op de hoogte|download de app|volg ons op"
        "|ladda ner appen|följ oss på|last ned appen|følg os|følg oss|seuraa meitä|sledujte nás|stáhněte si aplikaci"
        "|kövess minket|urmărește-ne|bizi takip edin|pratite nas"
        "|scan the qr code to download the app|scan to download|scan the qr code|download de app in mis niets|ladda ner vår app"
        "|hämta appen|last ned vår app|hent appen|síguenos en google discover|retrouvez toute l'actualité sur notre application"
        "|retrouvez-nous sur|follow authors|follow our journalists|follow our reporters|see more on instagram|see more on x"
        "|see more on twitter|view on x|view on twitter|view on instagram|watch on youtube|view on facebook|open in instagram"
        "|view profile",
    ),
    Phrases(
        "player_words",
        "other",
        "video unavailable|video loading|the video will auto-play soon|click to play|tap to play|something went wrong|"
        "something went wrong, please try again later|oops! something went wrong|an error has occurred|please try again later|"
        "something is loading|thanks for signing up|thank you for your feedback|thanks for your feedback|ad feedback|video ad feedback|"
        "your browser does not support the audio tag|your browser does not support the video tag|listen to article|listen to the article|"
        "listen to this story|audio by carbonatix|powered by trinity audio|generate key takeaways|summarize|key points|error|"
        "inhalt anzeigen|externen inhalt jetzt laden|externen inhalt laden|empfohlener redaktioneller inhalt|empfohlener externer inhalt|"
        "dieses element enthält externe inhalte|zum player|artikel vorlesen|beitrag hören|contenu bloqué|ce contenu est bloqué|"
        "écouter l'article|écouter cet article|ascolta l'articolo|escucha este artículo|ouvir artigo|posłuchaj artykułu|"
        "press enter to skip to end of carousel|end of carousel|skip to end of carousel|carousel|slide|end of list|end of interactive"
        "|there was an error|an error occurred|an error occurred while submitting the form|unable to load content"
        "|unable to load|failed to load|could not load|content unavailable|this video is no longer available"
        "|this video is unavailable|this video is not available|this video is private|this video file cannot be played"
        "|sorry, this video is not available|sorry, this content is not available"
        "|sorry, your browser doesn't support embedded videos|sorry, your browser doesn’t support embedded videos"
        "|we're sorry, this feature is currently unavailable|we’re sorry, this feature is currently unavailable"
        "|we're having trouble loading this content|video player is loading|loading video|loading comments|loading player"
        "|loading audio|this is a modal window|no compatible source was found for this media"
        "|beginning of dialog window. escape will cancel and close the window|end of dialog window|beginning of dialog window"
        "|current time|remaining time|duration time|playback rate|stream type live|seek to live, currently behind live"
        "|seek to live|loaded|progress|descriptions off, selected|subtitles off, selected|captions off, selected"
        "|captions settings, opens captions settings dialog|subtitles settings, opens subtitles settings dialog"
        "|captions settings|caption settings|audio track|picture-in-picture|fullscreen mode|exit fullscreen|enter fullscreen"
        "|full screen|skip backward|skip forward|rewind|rewind 10 seconds|forward 10 seconds|unmute video|mute video"
        "|tap to unmute|click to unmute|play again|replay|replay video|watch again|play audio|pause audio|pause video"
        "|play this video|play now|autoplay|up next in|listen now|listen to the story|listen to the podcast"
        "|listen to this episode|listen to this podcast|audio article|audio player|audio version|read aloud|read transcript"
        "|view transcript|show transcript|hide transcript|transcript|text to speech|this audio is auto-generated"
        "|please let us know if you have feedback|please enable javascript|javascript is disabled"
        "|javascript is disabled in your browser|enable javascript|javascript is required|please enable cookies"
        "|your browser is out of date|please upgrade your browser|please update your browser"
        "|you need to enable javascript to run this app|was this article helpful|was this page helpful|was this helpful"
        "|was this page useful|did you like this article|did you find this article useful|did you find this helpful"
        "|did this article help you|rate this article|rate this story|rate this|how would you rate this article"
        "|thank you for rating|your feedback helps us improve|your feedback|share your feedback|give us your feedback"
        "|submit feedback|was this information helpful|this is archived content|archived content|this story is archived"
        "|this article is archived|spotted an error|see something wrong|report an issue|report a problem|report error"
        "|report an inaccuracy|zum video|video abspielen|video starten|audio abspielen|wird geladen|bitte warten|laden"
        "|inhalt wird geladen|dieses video ist nicht verfügbar|das video ist nicht mehr verfügbar"
        "|ihr browser unterstützt kein html5 video|javascript aktivieren|bitte aktivieren sie javascript|beitrag vorlesen"
        "|artikel hören|text vorlesen lassen|jetzt anhören|anhören|hören|folge anhören|war dieser artikel hilfreich"
        "|hat ihnen der artikel gefallen|externe inhalte anzeigen|externe inhalte|externer inhalt|inhalt laden"
        "|inhalte aktivieren|inhalte anzeigen|alle externen inhalte laden|an dieser stelle ist ein externer inhalt eingebunden"
        "|chargement|chargement en cours|veuillez patienter|lire la vidéo|voir la vidéo|regarder la vidéo|vidéo non disponible"
        "|cette vidéo n'est plus disponible|ce contenu n'est pas disponible|écouter le podcast"
        "|cet article vous a-t-il été utile|cet article vous a plu|afficher le contenu|cargando|ver vídeo|ver video|reproducir"
        "|reproducir video|este video no está disponible|escucha la noticia|escuchar artículo|escucha el podcast"
        "|ha ocurrido un error|inténtalo de nuevo|caricamento|caricamento in corso|guarda il video|riproduci|ascolta il podcast"
        "|carregando|a carregar|assista ao vídeo|veja o vídeo|ouça o podcast|ouça este conteúdo|ładowanie|wczytywanie|odtwórz"
        "|odtwórz wideo|posłuchaj|загрузка|идёт загрузка|смотреть видео|воспроизвести|слушать|послушать|φόρτωση|δείτε το βίντεο"
        "|bezig met laden|bekijk video|beluister|laddar|lyssna|laster|indlæser|afspil|načítání|přehrát"
        "|something went wrong. please try again later|something went wrong. please try again"
        "|something went wrong. please refresh|an error occurred. please try again|an error occurred. please try again later"
        "|an error has occurred. please try again|oops, something went wrong|oops, something went wrong. please refresh|uh oh"
        "|escuchar este artículo|escuchar artículo|escuchar noticia|escuchar la noticia|ouvir notícia|ouvir o artigo"
        "|ouça esta notícia|luister naar dit artikel|luister dit artikel|beluister dit artikel|слушать статью|слушать новость"
        "|spela upp video|spela upp|lyssna på artikeln|lytt til artikkelen|lyt til artiklen"
        "|das video konnte nicht geladen werden|video konnte nicht geladen werden|cette vidéo n'est pas disponible"
        "|cette vidéo n’est pas disponible|cette vidéo n'est plus disponible|escuchar|reproducir audio"
        "|el video no está disponible|questo video non è disponibile|video niet beschikbaar|refresh for latest updates"
        "|refresh the page for updates|refresh for updates|key events|take our poll|take the poll|take our quiz|take the quiz"
        "|take our survey|take the survey|take this survey|vote|vote now|cast your vote|vote in our poll|vote to see results"
        "|view results|see results|poll results|poll|quiz|quiz of the day|today's quiz|play today's crossword"
        "|play today's puzzle|severe weather alerts|weather alerts|traffic alerts|school closings|closings & delays"
        "|generated by ai and reviewed by our editors|ai-generated summary|ai summary|summary generated by ai"
        "|this summary was generated by ai|ai-generated|zum liveticker|zum live-ticker|zum liveblog|alle meldungen im liveblog"
        "|suivez notre direct|suivre le direct|voir le direct|segui la diretta|vai alla diretta|sigue el directo|siga ao vivo"
        "|siga em direto|acompanhe ao vivo|relacja na żywo|следите за трансляцией|vota en nuestra encuesta|vota|encuesta"
        "|sondaggio|sondage|umfrage|zur umfrage|jetzt abstimmen|abstimmen|faça o quiz|enquete|ankieta|опрос|голосовать|doe mee"
        "|stem nu|stem mee|poll van de dag|quotes displayed in real-time or delayed by at least 15 minutes"
        "|quotes delayed at least 15 minutes|market data delayed|data delayed|market data|markets data|stock quotes"
        "|oops! something went wrong. try again later|waiting for response to load|ein fehler ist aufgetreten"
        "|ein fehler ist aufgetreten. bitte versuchen sie es erneut"
        "|ein fehler ist aufgetreten. bitte überprüfen sie ihre eingaben|une erreur est survenue|une erreur s'est produite"
        "|se ha producido un error|si è verificato un errore|ocorreu um erro|wystąpił błąd|произошла ошибка"
        "|er is een fout opgetreden|ett fel har uppstått|autoplay show thumbnails show captions|last slide next slide"
        "|normal text size larger text size very large text size|larger text size|very large text size"
        "|optimieren sie ihre browsereinstellungen|box aufklappen box zuklappen|box aufklappen|box zuklappen"
        "|dalszy ciąg materiału pod wideo|ouça este artigo|these are external links and will open in a new window"
        "|external links open in a new window",
    ),
    Phrases(
        "more_boxes",
        "promo",
        "recommended videos|recommended videos powered by anyclip|more videos|latest video|top videos|featured videos|related videos|"
        "stories you may like|you might be interested in|people also read|people also ask|more for you|more to explore|more to read|"
        "read full article|read full story|read the full article|read the full story|read original article|view original article|"
        "go deeper|deep dive|quick guide|what to read next|what to watch next|watch next|sponsored links|promoted links|paid partner content|"
        "today's headlines|today’s headlines|most read news|top stories for you|from our partners|from our network|our picks|"
        "more from our partners|hot topics|hot on the web|in this story|people in this story|in this section|on this page|in this series|"
        "explore more on these topics|more on these topics|more articles|other stories|other articles|more in this series|"
        "die redaktion empfiehlt|redaktionsempfehlung|aus dem archiv|meist gelesen|mehr aus dem ressort|mehr von diesem autor|"
        "weitere nachrichten|weitere meldungen|neueste nachrichten|alle artikel|empfehlungen|unsere empfehlungen|zur startseite|"
        "notre sélection|la sélection de la rédaction|nos derniers articles|articles recommandés|les plus partagés|contenus sponsorisés|"
        "dans la même rubrique|à voir également|en savoir plus|nuestra selección|contenidos relacionados|noticias destacadas|"
        "lo más visto en vídeo|más en|archivado en|mira además|le puede interesar también|también te puede gustar|scelti per te|"
        "contenuti correlati|notizie del giorno|da non perdere|altri articoli|i più visti|le ultime notizie|leia mais notícias|"
        "mais recentes|últimas|mais populares|recomendado para si|matérias relacionadas|w tym temacie|inne artykuły|najpopularniejsze|"
        "warto przeczytać także|wybrane dla ciebie|zobacz inne|выбор редакции|популярное|лучшее за неделю|сейчас читают|вам может понравиться|"
        "другие новости|новости партнёров|новости партнеров|ειδήσεις σήμερα|ροή|τελευταίες ειδήσεις|δημοφιλή|προτεινόμενα",
    ),
    Phrases(
        "reader_services",
        "navigation",
        "save articles to read later and create your own reading list|saved articles|saved stories|add to your saved stories|my saved articles|"
        "article bookmarked|bookmark popover|removed from bookmarks|edit story|reuse this content|order reprints|request permissions|"
        "reprints and permissions|rights & permissions|rights and permissions|purchase licensing rights|acquire licensing rights|licensing|"
        "report a correction|report a typo|suggest a correction|report an error|corrections & clarifications|send feedback|give feedback|"
        "manage account|my profile|manage subscription|subscriber services|customer service|digital edition|today's paper|e-edition|"
        "print edition|back issues|crossword|crosswords|puzzles|horoscopes|horoscope|obituaries|lottery|comics|cartoons|weather forecast|tv guide|"
        "press releases|investor relations|media kit|masthead|staff|our team|work with us|work for us|fehler melden|fehler gefunden|"
        "leserbrief schreiben|leserbriefe|abo|abonnement|abo-service|kundenservice|mediadaten|e-paper lesen|merkliste|meine merkliste|"
        "signaler une erreur|signaler une faute|réutiliser ce contenu|ajouter à vos sélections|mes articles|s'identifier|s’identifier|"
        "hemeroteca|atención al cliente|publicidad y suscripciones|tarifas|suscripciones|redazione|scrivi alla redazione|abbonamenti|"
        "fale conosco|expediente|anuncie|trabalhe conosco|redakcja|reklama i kontakt|prenumerata|о редакции|редакция|рекламодателям|"
        "нашли ошибку|сообщить об ошибке|ταυτότητα|διαφημιστείτε"
        "|help centre|help center|contact our newsroom|contact the newsroom|contact our team|newsroom"
        "|submit a letter to the editor|submit a letter|letter to the editor|letters to the editor|write a letter to the editor"
        "|submit a news tip|submit news|submit an event|submit an obituary|place an obituary|report news|send us a tip"
        "|send a tip|news tips|tips|kontakt zur redaktion|kontakt aufnehmen|schreiben sie uns|schreib uns|nous contacter"
        "|nous écrire|écrire à la rédaction|contacter la rédaction|contáctanos|contáctenos|contacta con nosotros|escríbenos"
        "|contattaci|scrivici|fale connosco|entre em contato|entre em contacto|contacte-nos|kontakt z redakcją|napisz do nas"
        "|skontaktuj się z nami|связаться с редакцией|написать в редакцию|написать нам|обратная связь|επικοινωνήστε μαζί μας"
        "|neem contact op|contacteer ons|tip de redactie|kontakta oss|kontakt oss|kontakta redaktionen|tipsa oss|tips oss"
        "|ota yhteyttä|kontaktujte nás|kapcsolat|iletişim|¿has encontrado un error en la noticia|¿encontraste un error"
        "|segnala un errore|segnala un errore nell'articolo|comunicar erro|reportar erro|encontrou um erro|widzisz błąd"
        "|zgłoś błąd|widzisz błąd? zgłoś go redakcji|нашли опечатку|нашли ошибку в тексте|rätta artikel|rättelse|fout gezien"
        "|fout gevonden|foutje gezien|chyba v článku|nahlásit chybu|jobs & careers|crosswords & puzzles|puzzles & games"
        "|games & puzzles|contests|community calendar|events calendar|calendar|classified ads|public notices|legal notices"
        "|death notices|us & world|u.s. & world|nation & world|world & nation|ultima ora|voorpagina|nyheter|nyheder|uutiset"
        "|zprávy|hírek|haberler|vijesti|wiadomości|новости|ειδήσεις|kursy walut|курсы валют|погода|pogoda|wetter|météo"
        "|el tiempo|previsioni|weer|väder",
    ),
    Phrases(
        "breadcrumb",
        "navigation",
        "home|homepage|start|startseite|accueil|inicio|home page|página inicial|início|strona główna|главная|αρχική",
    ),
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
AGENCY: Final = any_of(
    "dpa|afp|ap|ap photo|keystone|imago|imago images|reuters|epa|apa|ansa|efe|lusa|pap|čtk|tass|xinhua|bloomberg|getty|getty images|shutterstock|unsplash|pexels|pixabay|istock|adobe stock|picture alliance|zuma|zuma press|sipa|nurphoto|alamy|upi|depositphotos"
)
EARNS: Final = r"(?:may|might|can|could|will|to|we) (?:also )?(?:earn|receive|get|be paid|collect|make) (?:an? |some )?(?:small )?(?:affiliate )?(?:commissions?|compensation|payment|portion|share|percentage|fee|referral)"
NAMES: Final = r"[^0-9/()|,;:!?\"“”‘]"  # what names are written with: all the world's letters, many times over, take long to make ready
BUYS: Final = r"(?:links?|purchas\w*|buy|bought|products?)\b"

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
        r"^(?:by (?:signing up|subscribing|submitting|clicking|entering|providing|registering|creating|joining)\b|you can unsubscribe|please enter a valid email|invalid email|check your inbox)",
        300,
        gate="by signing|by subscr|by submit|by click|by enter|by provid|by regist|by creat|by join|unsubscribe|valid email|invalid email|inbox",
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
        r"^(?:also|more|on [\w-]+\.(?:com|org|net|co\.uk|de)):\s[^.]*[^.!?\s]$",
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
        r"^(?:to display this content|to view this (?:video|content)|this (?:content|video|tweet|post) (?:is|has been|could not be|can ?not be|isn.t) (?:not )?(?:available|loaded|deleted|hosted|blocked)|one of your browser extensions|the content you requested|an dieser stelle (?:finden|befindet|steht|zeigen)|mit klick auf|ich bin damit einverstanden, dass mir externe|dieses element (?:enthält|beinhaltet)|hier (?:finden sie|können sie|sollte|steht) .{0,40}externe|für die anzeige dieses|contenu bloqué|ce contenu est|pour afficher ce contenu|este contenido|questo contenuto|contenuto non disponibile|este conteúdo|ta treść|aby wyświetlić|следующее содержание)\b",
        400,
        gate="display this|this |browser ext|you requested|an dieser|mit klick|ich bin damit|dieses element|externe|anzeige dieses|contenu|contenido|contenuto|conteúdo|treść|wyświetlić|содержание",
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
    Rule("read_more_words", "promo", rf"^{READ_ALSO}\b", 220, gate=literals(READ_ALSO_WORDS)),
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
        r"^(?:please )?(?:donate to |help (?:us )?)?support (?:our|this|independent|local|quality|free|nonprofit|public)(?: \w+)? (?:journalism|reporting|news|newsroom|newspaper)\b[^.]*\.?(?: (?:subscribe|donate|join|become)\b.{0,60})?$|\b(?:journalism|reporting|newsroom) (?:needs|depends on|relies on|is funded by|is supported by|is made possible by) (?:your|our|you|readers?)\b|^(?:we need your (?:support|help)|can you help us|your (?:donation|gift|contribution|support|membership) (?:makes|helps|keeps|allows|funds|supports|will|means)|before you go\b.{0,80}[?$]|we (?:don.t|do not) have a paywall|we rely on (?:readers|you|your)|support us\b|if you can,? please consider|please (?:consider (?:supporting|donating|making|becoming|a donation)|donate|support us)|make a (?:tax-deductible )?(?:donation|gift|contribution) (?:today|now|to)|become a (?:friend|supporter|patron|donor|member) (?:today|now|of|for|from)|unterstützen sie (?:uns|unsere|unabhängigen)|soutenez(?:-nous| une presse| notre| le journalisme)|hazte soci[oa]|apoya (?:nuestro|el periodismo)|sostieni(?:ci| il giornalismo| l.informazione)|apoie (?:o jornalismo|nosso)|steun (?:ons|onafhankelijke)|wspieraj|wesprzyj|поддержите (?:нас|редакцию|нашу)|stöd (?:vår|oss))\b.{0,240}$",
        400,
        gate="journalism|reporting|news|your |help us|paywall|rely on|support|please |donat|gift|contribution|become a|before you go|unterstützen|soutenez|hazte|apoy|sosti|apoie|steun|wsp|wesprzyj|поддержите|stöd",
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
    Rule("copyright", "legal", r"^(?:©|\(c\)|copyright|®)|(?:©|copyright)\s?(?:\(c\)\s?)?(?:19|20)\d\d\b", 220, gate="©|(c)|copyright|®"),
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
        r"(?:we (?:and our partners )?use cookies|this (?:web)?site uses cookies|uses cookies to|by continuing to (?:use|browse)|wir verwenden cookies|nous utilisons des cookies|utilizamos cookies|utilizziamo i cookie|używamy plików cookie|мы используем (?:файлы )?cookie|protected by recaptcha|cookie-einstellungen|dienste wie cookies|technologien wie cookies|cookie consent|use of cookies|content provided by .{0,40}permission before|store and/or access information|\b(?:and )?our \d+ partners|votre adresse (?:e-?mail|mail) est (?:collectée|utilisée)|we use your sign-?up to|no reflejan? necesariamente|ne reflète(?:nt)? pas nécessairement|não reflete(?:m)? necessariamente|não representam a opinião|может не совпадать с мнением)",
        900,
        gate="cookie|continuing to|recaptcha|content provided|access information|partners|votre adresse|your sign|necesariamente|nécessairement|necessariamente|não representam|не совпадать",
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
        r"^(?:not (?:yet )?a subscriber|this (?:article|content|story) is (?:for|only|reserved|available)|plus special access|as a subscriber|you have \d+ (?:gift|free) articles?|send any friend a story|unlimited (?:digital )?access|cet article vous est offert|pour lire (?:gratuitement )?cet article|vous n.êtes pas inscrit|l.espace des contributions|tu suscripción se está usando|¿quieres añadir otro usuario|si continúas leyendo en este|lee sin límites|únete a|l.articolo che stai leggendo|sei un abbonato|jetzt kostenlos testen|weiterlesen (?:mit|nach)|subscribe to (?:read|continue|unlock|access)|to (?:read|continue reading)[^.]*(?:subscribe|register|log in|sign in|account)|already (?:a )?(?:subscriber|registered|a member|have an account)|log ?in to (?:continue|read)|sign in to (?:continue|read)|get (?:the )?full (?:access|experience)|unlock (?:this|the|all|unlimited)|register (?:for free|to read|now)|become a (?:member|subscriber)|you have (?:reached|read)[^.]*(?:limit|free articles)|create (?:a free|an) account|premium content|subscriber[- ]only|exclusive to subscribers|jetzt weiterlesen|weiterlesen mit|dieser artikel ist|zugang zu allen|sie haben bereits|bereits abonnent|jetzt (?:testen|abonnieren|registrieren)|cet article est réservé|réservé aux abonnés|article réservé|il vous reste|déjà abonné|abonnez-vous pour|contenido exclusivo|suscríbete para (?:leer|continuar|seguir)|ya eres suscriptor|para seguir leyendo|abbonati per|sei già abbonato|contenuto riservato|conteúdo exclusivo|já é assinante|assine para|ten artykuł jest|dostęp tylko|kup dostęp|masz już konto|материал доступен|оформите подписку)",
        260,
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
        gate="/",
    ),
    Rule(
        "caption_in_brackets",
        "caption",
        r"[(\[]\s?(?:photograph|photo|image|picture|rendering|illustration|graphic|screenshot|foto|bild|fot)s?\b\s?(?:by|von|:|/|–|-|of)[^)\]]*[)\]]\.?$|\(\s?[\p{L}. -]+(?:/\s?[\p{L}. -]+)+\s?\)$|\.\.\.\s?\[\+\]",
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
        r"[.!?][\"”’»]?\s(?:ap|afp|epa|pa|aap|dpa|apa|efe|ansa|reuters|getty|getty images|bloomberg|upi|tass|imago|keystone|handout)$",
        420,
        gate=" ap|aap|afp|epa| pa|dpa|efe|ansa|reuters|getty|bloomberg|upi|tass|imago|keystone|handout",
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
        r"(?:^|[\s|(])(?:image|photo|picture|video|graphic|foto|bild)s?\s+credits?:.{1,120}$|(?:^|[\s|(])credits?:\s?[^\s.][^.]{1,80}\.?$",
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
        r"^(?:what do you think|tell us|let (?:us|me) know|have your say|share your|sound off|weigh in|drop|leave)\b.{0,120}\b(?:comments?(?: section)?|below)[.!?]*$|^(?:save my name|notify me (?:of|when)|this site uses akismet|learn (?:more about )?how your comment|(?:report|flag) this comment|(?:view|show|read|see|load) (?:all |the )?\d+ (?:more )?(?:comments?|replies)|show \d+ )",
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
        r"\bamazon (?:services llc )?associates?\b|^(?:all )?(?:prices|discounts|deals|availability)\b.{0,40}\b(?:accurate|correct|subject to change|at (?:the )?time of)\b|^(?:if|when) you (?:click|buy|shop|purchase|use|make)\b.{0,160}\b(?:commission|pay us|paid|earn|revenue|support)\b|\bwe may (?:earn|receive|make|get)\b.{0,60}\b(?:revenue|commission|commissions|money|compensation)\b|\baffiliate (?:programs?|programmes?|partnerships?)\b.{0,60}$|\b(?:erhalten|bekommen|erhält) (?:wir|die redaktion|der verlag|unsere redaktion)\b.{0,40}\bprovision\b|\baffiliate-?links?\b.{0,60}$|^.{0,60}\b(?:liens? (?:affiliés?|d.affiliation)|enlaces? de afiliad|link (?:di )?affiliaz|links? de afiliad)|^(?:every|each) (?:product|item)\b.{0,60}\bindependently\b",
        600,
        gate="amazon|prices|discounts|deals|availability|commission|pay us|paid|earn|revenue|support|money|compensation|affiliate|provision|affili|afiliad|independently",
    ),
    Rule(
        "to_your_inbox",
        "newsletter",
        r"\b(?:to|in|into|hit|reach) your (?:inbox|email|e-mail|mailbox|in-box)\b.{0,60}$|\bsign up (?:here|now|today|for (?:it|free|our|the))\b.{0,30}$|^you.re reading\b.{0,60}\bnewsletter\b|\b(?:in ihr|in dein) (?:e-mail-)?postfach\b|\bper e-mail (?:erhalten|bekommen|zugeschickt)\b|\b(?:dans votre|en tu|en su|nella tua|na sua|no seu) (?:boîte (?:mail|de réception)|correo|buzón|casella|caixa|e-?mail)\b.{0,40}$|^(?:please |to )?(?:sign up|subscribe)\b.{0,80}\b(?:newsletters?|mailing list)\b.{0,160}$",
        300,
        gate="your |sign up|newsletter|postfach|e-mail|dans votre|correo|buzón|casella|caixa|email|mailing list",
    ),
    Rule(
        "trial_offer",
        "paywall",
        r"^(?:start|try|get|only|from|just|first|enjoy|keep reading|read on|want|billed|then|pay|join|become|lees|läs|jetzt lesen|subscribe|save|dès|ab|nur|desde|por|solo|a partir de|jetzt)\b.{0,60}(?:\bfree trial\b|[$€£]\s?\d[\d.,]*.{0,16}\b(?:a|per|for|the first|/) ?(?:week|month|year|\d)|[$€£]\s?\d[\d.,]*\s?/\s?(?:week|month|year|mo)|\b\d+[.,]?\d*\s?(?:€|kr\b|kronor\b|(?:euros?|pence|cents?)\b).{0,20}(?:månad|måned|maand|monat|mois|mes|mese|woche|semaine|semana|jahr|année|an\b|weeks?|months?))|^(?:try|get) (?:it |us |this )?(?:free|for free)\b.{0,40}$|^try \w+ (?:week|month|year)s? (?:for|free)\b.{0,40}$|\b\d+ (?:wochen|monate?|tage) (?:für|kostenlos|gratis|nur|testen)\b.{0,40}$|^(?:you (?:can|may) )?cancel (?:at )?any ?time\b.{0,40}$|[.;,–-] cancel (?:at )?any ?time\b.{0,30}$|^(?:you have |you.ve )?(?:\d+|one|two|three|no) (?:free )?(?:articles?|stories|story) (?:left|remaining)\b|\b(?:monatlich|jederzeit) kündbar\b|^you.ve (?:reached|read|hit)\b.{0,60}\b(?:limit|free articles?)\b|\ba subscriber (?:has )?(?:shared|gifted)\b",
        200,
        gate="free|try |wochen|monat|tage|$|€|£|euro|pence|cent|cancel|articles|article left|article remaining|stories|kündbar|limit|subscriber",
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
        rf"^{LABELS}\s*[:|]\s*",
        240,
        gate="tag|see more|subject|más info|topic|filed|posted|categor|keyword|themen|schlag|stichwort|thèmes|sujets|mots|cet article|temas|etiquetas|este artículo|argomenti|temi|assuntos|tópicos|marcadores|tematy|słowa|теги|темы|метки|ετικέτες|θέματα|trefwoorden",
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
        r"^(?:about the author|about the writer|über den autor|über die autorin|zur person|à propos de l.auteur|sobre el autor|sobre la autora|sull.autore|sobre o autor|o autorze|об авторе)\b",
        100,
        gate="about the|über d|zur person|propos|sobre|sull|o autorze|об авторе",
    ),
    Rule(
        "author_contact",
        "author_bio",
        r"^contact \w+ (?:with|at|via|by)\b.*@|^(?:(?:you can )?(?:follow|reach|contact|e-?mail|write to)\s+(?:him|her|them|me|the (?:author|writer|reporter))\b|(?:e-?mail|contact):?\s+\S+@\S+$|\S+@\S+\.\w+$)|\b(?:(?:can|may) be (?:reached|contacted) at|is on twitter)\b",
        200,
        gate="@|follow h|follow th|follow me|reach|contact|is on twitter|email h|email me|e-mail me|write to",
    ),
    Rule(
        "author_described",
        "author_bio",
        rf"^{NAMES}+?,? (?:is (?:a|an|the|our|{NAMES}+[’'])\w*\b.*\b(?:analyst|publisher|critic|host|reporter|correspondent|editor|writer|journalist|columnist|author|producer|contributor|freelancer?|professor|fellow)\b|covers [^.]{{3,80}} for (?:the|us|our|\S+\.com)\b|^the (?:writer|author) is (?:a|an|the)\b|writes (?:about|on|for) |reports on |joined (?:the )?.{2, 40} (?:team|staff|newsroom|as)\b.{0, 60}\b(?:19|20)\d\d|ist (?:redakteur|korrespondent|reporter|autor)|est journaliste|es periodista|è giornalista|é jornalista)|^(?:his|her|their) (?:work|writing|reporting) has (?:also )?(?:appeared|been published) in\b|^(?:giornalista professionista|redactora? de|licenciad[oa] en periodismo)\b",
        420,
        gate=" is a| is the| is an| is our|, is |covers |writes |reports on |ist redakteur|ist korrespondent|ist reporter|joined |work has|writing has|reporting has|redactor|ist autor|journalist|periodista|giornalista|jornalista|periodismo",
    ),
    Rule(
        "author_introduced",
        "author_bio",
        r"^\S+ (?:\S+ ){1,2}is (?:a|an|the|our) (?:[^ .,]+ ){0,4}(?:reporter|correspondent|editor|writer|journalist|columnist|critic|producer|contributor)\b(?:[.,]| (?:at|for|with|in|on|of|who|and|covering|based)\b)",
        900,
        gate=" is a| is the| is an| is our",
    ),
    Rule(
        "agency_contribution",
        "other",
        r"^\(?(?:additional )?(?:reporting|writing|editing|with (?:additional )?reporting|compiled|translated|edited|graphic|production) by\b|\bcontributed (?:to (?:this|the) (?:report|story|article|post)|reporting)\b.{0,60}$|^[(–—-]*\s?(?:avec|mit|con|com|med|met|z|с) (?:afp|dpa|reuters|efe|ansa|lusa|ap|pap|тасс|agences?|agencias|agenturen|agenturmaterial|informationen von .{2,30})\)?$|^[-–— ]*with (?:files|reports?|reporting|input|inputs|agencies|afp|ap|reuters|material|assistance)\b.{0,90}$|^information from .{3,60} was used\b|^contributing: .{3,90}$|^to contact the (?:reporters?|editors?|authors?)\b.{0,160}$|^(?:stats|statistics|data) courtesy\b.{0,60}$",
        260,
        gate="report|writing|editing|compiled|translated|edited|graphic|production|contributed|afp|dpa|reuters|efe|ansa|lusa| ap| pap|тасс|agence|agencias|agentur|informationen von|with files|with input|with agenc|with afp|with ap|with reuters|with material|with assistance|information from|contributing:|to contact|courtesy",
    ),
)

# Rules that name what a dropped line is, but leave it to the model whether it is dropped: papers close their own text with such lines,
# and "Anna Lund says:" may bring on a comment or a quotation.
SOFT: Final = frozenset(
    {
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
