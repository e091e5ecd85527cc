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
    "explore more|keep reading|more in|more about|suggested reading|from the archive|background|also see|also watch|"
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
        "скопировать ссылку|сохранить|μοιράσου το|κοινοποίησε|copy shortlink|get short url|article share options|share page",
    ),
    Phrases(
        "newsletter_label",
        "newsletter",
        "sign up|subscribe|subscribe now|subscribe today|subscribe to newsletter|enter your email|email address|your email|"
        "your email address|e-mail-adresse|e-mail|thank you for subscribing|thanks for signing up|"
        "you have successfully subscribed|sign me up|invalid email|we have more newsletters|check out more of our newsletters|please enter a valid email|please enter your email address|email sign up|get the newsletter|je m'inscris|je m’inscris|je m'abonne|je m’abonne|newsletter abonnieren|newsletter bestellen|abonnieren|"
        "s'abonner|s’abonner|suscríbete|suscribirse|iscriviti|iscriviti alla newsletter|assine|inscreva-se|zapisz się|"
        "подписаться|εγγραφή|newsletter|newsletters|our newsletter|our newsletters",
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
        "this advertisement has not loaded yet|this advertisement has not loaded yet, but your article continues below",
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
        "do not sell my info|do not sell my information|do not sell my personal info|do not sell my personal information",
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
        "sieh dir diesen beitrag auf instagram an|voir cette publication sur instagram|ver esta publicación en instagram",
    ),
    Phrases(
        "tags_alone",
        "tags",
        "tags|topics|related topics|filed under|themen|schlagworte|schlagwörter|thèmes|mots-clés|temas|etiquetas|argomenti|"
        "assuntos|tagi|tematy|теги|темы|ετικέτες|θέματα",
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
        "αναζήτηση|σύνδεση|επικοινωνία|μενού|κλείσιμο|zoeken|inloggen|epaper|e-paper",
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
    Phrases("read_more_alone", "promo", f"{READ_MORE_WORDS}|related links|continue reading the main story"),
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
        "προσθήκη σχολίου",
    ),
    Phrases(
        "follow_alone",
        "follow_prompt",
        FOLLOW_WORDS + "|follow us on|follow on|follow us at|find us on|join us on|folgen sie uns|folgen sie uns auf|suivez-nous sur"
        "|síguenos en|seguici su|siga-nos no|follow topics|follow topic|follow author",
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
        "press enter to skip to end of carousel|end of carousel|skip to end of carousel|carousel|slide|end of list|end of interactive",
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
        "нашли ошибку|сообщить об ошибке|ταυτότητα|διαφημιστείτε",
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
    "tags?|topics?|related topics|topics in this article|filed under|posted in|categories|category|keywords|themen|schlagworte|schlagwörter|stichworte|thèmes|sujets|mots-clés|mots clés|dans cet article|temas|etiquetas"
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
        gate="email address|required fields|comment",
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
        r"^(?:advertisement|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|реклама|reklama)\W.{0,40}$|^paid for by\b",
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
        r"^(?:a version of this (?:article|story|piece)|appeared in the .{3,40} (?:print )?edition|this (?:article|story|piece) (?:appeared|appears|first appeared|originally appeared|originally published|is republished|was republished|was produced|was first published|was originally published)\b.{0,60}\b(?:in|on|by|from|with)|read the original (?:article|story) (?:on|at|here)|the post .{5,200} (?:appeared first|first appeared) on)\b",
        400,
        gate="a version of|appeared in|this article|this story|this piece|the original|the post",
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
        r"^(?:follow|see|read|find) (?:ap|reuters|the ap|bbc|all|more|our|cnn)(?:.s)? (?:\w+ )?(?:coverage|complete coverage|stories|articles) (?:of|on|about|at|from|here)\b|^(?:catch|track|get|stay (?:updated|tuned|informed|ahead)|keep up) (?:all|with|up|the|latest|on|live|current)\b.{0,140}\b(?:news|updates?|headlines|app|newsletter|channel|coverage|stories)\b|^(?:for|to get) (?:all |the |more )*(?:latest|breaking|top) .{0,60}\b(?:news|updates|headlines|stories)\b.{0,60}\b(?:download|follow|subscribe|visit|click|check|stay|like|join)\b|^(?:download|install|get) (?:the|our|your) .{0,40}\bapp\b",
        260,
        gate="coverage|stories|articles|news|update|headlines|app",
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
        r"^(?:please )?(?:donate to |help (?:us )?)?support (?:our|this|independent|local|quality|free|nonprofit|public)(?: \w+)? (?:journalism|reporting|news|newsroom|newspaper)\b[^.]*\.?$|\b(?:journalism|reporting|newsroom) (?:needs|depends on|relies on|is funded by|is supported by|is made possible by) (?:your|our|you|readers?)\b",
        400,
        gate="journalism|reporting|news",
    ),
    Rule(
        "asks_for_tips",
        "promo",
        r"^(?:got|have|do you have) (?:a|an) (?:story|news tip|tip)\b|^get in touch with (?:us|our)\b|\b(?:using|fill in|complete) the form below\b|\bhappy to be contacted\b|\(required\)|^join us\b.*\b(?:event|evening|webinar|conference|summit)s?\b|^(?:send us|submit) (?:a|your) (?:tip|news|story|stories|photos?|videos?|message)\b",
        300,
        gate="got a|have a|send us|submit|get in touch|form below|to be contacted|(required)|join us",
    ),
    Rule("advertising_feature", "advertisement", r"(?:\bad feature|\bsponsored content|\bsponsored)$", 300, gate="ad feature|sponsored"),
    Rule(
        "player_notice",
        "other",
        r"\b(?:enable javascript|supports html5|this content is provided by|to show you this content|your browser does not|permission to load)\b",
        700,
        gate="javascript|html5|this content|your browser|permission to load",
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
        r"(?:we (?:and our partners )?use cookies|this (?:web)?site uses cookies|uses cookies to|by continuing to (?:use|browse)|wir verwenden cookies|nous utilisons des cookies|utilizamos cookies|utilizziamo i cookie|używamy plików cookie|мы используем (?:файлы )?cookie|protected by recaptcha|cookie-einstellungen|dienste wie cookies|technologien wie cookies|cookie consent|use of cookies)",
        900,
        gate="cookie|continuing to|recaptcha",
    ),
    Rule(
        "syndication_notice",
        "legal",
        r"^(?:this (?:article|story|report) (?:has been|was|is) (?:originally |first )?(?:published|generated|auto-?generated|syndicated|republished)|\(?(?:with the exception of|except for) (?:the|this) headline|our standards:|diese meldung wurde|der artikel erschien|cet article (?:a été|est (?:paru|publié|issu|extrait))|este artículo (?:fue|ha sido))",
        260,
        gate="this article|this story|this report|headline|our standards|meldung|artikel erschien|cet article|este artículo",
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
        r"^(?:file\s?[-–—]\s|enlarge\s?/|credit(?:s)?\s?(?:\.\.\.|…)|\[\d+/\d+\]|(?:legende|bildlegende|bildunterschrift|légende|caption|photographer|photography by|photographed by|photos? by|pictured from|from left to right|from left:|clockwise from|\(?l-r\)?:?|(?:image|media|video) caption|image copyright|pictured)(?:\W|$))",
        600,
        gate="file|enlarge|credit|[|legende|bildunterschrift|légende|caption|image copyright|photo|pictured|from left|clockwise|l-r",
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
        gate="tag|topic|filed|posted|categor|keyword|themen|schlag|stichwort|thèmes|sujets|mots|cet article|temas|etiquetas|este artículo|argomenti|temi|assuntos|tópicos|marcadores|tematy|słowa|теги|темы|метки|ετικέτες|θέματα|trefwoorden",
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
        r"^(?:(?:reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|czas czytania|время чтения|χρόνος ανάγνωσης)\s*:?\s*)?(?:ca\.?\s*)?\d+\s*-?\s*(?:min|mins|minutes?|minuten|minut(?:os|i|es|y)?|мин|минут|минуты|λεπτά)\.?\s*(?:read|reading time|lesezeit|de lecture|de lectura|di lettura|de leitura|czytania|чтения|ανάγνωσης|watch|listen)?\W*$",
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
        gate="@|follow h|follow th|reach|contact|is on twitter|email h|write to",
    ),
    Rule(
        "author_described",
        "author_bio",
        rf"^{NAMES}+?,? (?:is (?:a|an|the|our|{NAMES}+[’'])\w*\b.*\b(?:analyst|publisher|critic|host|reporter|correspondent|editor|writer|journalist|columnist|author|producer|contributor|freelancer?|professor|fellow)\b|covers [^.]{{3,80}} for (?:the|us|our)\b|writes (?:about|on|for) |reports on |ist (?:redakteur|korrespondent|reporter|autor)|est journaliste|es periodista|è giornalista|é jornalista)",
        420,
        gate=" is a| is the| is an| is our|, is |covers |writes |reports on |ist redakteur|ist korrespondent|ist reporter|ist autor|journalist|periodista|giornalista|jornalista",
    ),
    Rule(
        "agency_contribution",
        "other",
        r"^\(?(?:additional )?(?:reporting|writing|editing|with (?:additional )?reporting|compiled|translated|edited|graphic|production) by\b",
        260,
        gate="report|writing|editing|compiled|translated|edited|graphic|production",
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
        "comment_author",
        "comment_thanks",
        "syndication_notice",
    }
)
