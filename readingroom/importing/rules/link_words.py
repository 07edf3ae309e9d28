"""The words of a web page's links, as sites in English have them: lists, and no more."""

from __future__ import annotations

import re

from readingroom.importing.rules.link_forms import ASKED, BESIDE, WIDGETS


def _any(forms: str) -> str:
    """A pattern for any of the forms, one or several (with ``|``) to a line."""
    return "|".join(line.strip() for line in forms.strip().splitlines())


#: What a reader may do with a page, or is shown beside it. Each may stand alone on a line.
ACTIONS = _any(r"""
facebook|twitter|google\+|google plus|whatsapp|linkedin|reddit|pinterest|instagram|youtube|tumblr
flipboard|telegram|digg|delicious|stumbleupon|mastodon|bluesky|tiktok|weibo|wechat|qzone|rss
share(?: (?:this|on|via|to|with)(?: \w+){0,3}| it| article| page)?|tweet(?: this)?|retweet
like(?: this)?(?: \d+)?|send to (?:a )?friends?|pin it|copy link|embed|bookmark(?: this)?(?: page)?
e-?mail(?: (?:this|to a friend|article))?(?: (?:article|page|story))?
print(?: this)?(?: page| article| story| version)?|print(?:er)?[- ]friendly(?: version| page)?
printable version|save(?: (?:this|for later))?|republish|reprints?|resize text
a-? a a\+|a ?a ?a|a ?[-–+]|text size|font size|(?:larger|smaller) text|(?:increase|decrease) font
listen to this article
comments?(?: ?\(\d+\))?|\d+ (?:comments?|shares?|likes?|views?)|no comments|view (?:all )?comments
(?:leave|post|add|write) (?:a |your )?(?:comment|reply)|join the (?:discussion|conversation)
report (?:abuse|this|an error|a problem)
next|previous|prev|next page|previous page|(?:next|previous) (?:article|story|post|photo|object)
older posts?|newer posts?|view (?:as )?(?:single|one) page
single page|view all|see all|show (?:all|more)
load more|read more|more|continue reading|learn more|find out more|full story|full coverage
view gallery|slideshow|launch gallery|view (?:slideshow|photos|image|larger)|zoom(?: in| out)?
(?:click (?:here )?to |view )?enlarge(?: (?:this )?(?:photo|image|picture))?
download(?: (?:image|pdf|this (?:page|article)|citation))?
add to (?:my )?(?:\w+ )?(?:collection|favou?rites|bookmarks|basket|cart|list)
hide caption|toggle caption|view (?:source|history)
back to (?:top|search|results|search results|list|index|home|news)|top(?: of (?:the )?page)?|go to top
close(?: (?:window|this window))?|loading|please wait|scroll down|accept all|reject all|home|menu|search
advertisements?|advert|ads?|advertising|ads by google|sponsored(?: (?:content|links?|by))?
promoted(?: stories)?|(?:story|article) continues (?:below|after).{0,30}
continue reading (?:the main story|below).{0,20}|scroll to continue.{0,30}
skip to (?:main |the |site )?(?:content|navigation|search|footer|index).{0,20}|skip navigation
click here(?: (?!to read )\w+){0,6}|subscribe(?: now| today| for .{2,20})?|register(?: now)?|donate now
log ?in|log ?out|sign ?up(?: now)?|sign ?in|sign out|create (?:an )?account|my account
most (?:read|popular|viewed|shared|commented|e-?mailed)(?: in .{2,20}| today| this week)?
trending(?: now)?|editors?['’] picks?
popular now|recommended for you|(?:from )?around the web
page \d{1,4}(?: of \d{1,4})?|share full article
supported by|order reprints|today['’]s paper|gift article
view image in fullscreen|reuse this content|recent (?:posts|comments)|blogroll
back issues|current issue|manage preferences|sign out|about sharing|close panel
share page|copy this link|more sharing services|permalink|printer friendly
trackbacks?(?: \(\d+\))?|print mail large medium small|large medium small|toggle more options
listen ?[·•] ?\d+:\d\d.{0,10}|\d+[- ]min(?:ute)?s?(?: read| listen)|reading time:? \d+ min.{0,6}
webmaster|contact (?:the |our )?webmaster|guestbook|site search|advanced search|view cart|checkout
(?:photo |image )?\d+ of \d+|view all \d+ photos|play video|watch video|follow @?\w{2,20}|share:|follow:
comments are closed|(?:read|show|hide|view) (?:(?:all )?\d+|all) comments|share ?[-–:] ?\w+
recommended|promoted by \w+
buy (?:this )?photos?|breaking news alerts?|link copied|gift link
thank you for reading|powered by .{3,40}|theme by .{3,40}
leave this (?:field )?blank|submit|send us a (?:tip|letter)|sign (?:the|my) guest ?book.{0,20}|web ?ring
name ?\(required\)
(?:e-?)?mail ?\((?:will not be published|required|not published).{0,20}\)(?: ?\(required\))?
entries ?\(rss\)(?: and comments ?\(rss\))?|comment guidelines|blog archive|send flowers|light a candle
previous slide|next slide|now playing:? .{2,60}|listen live.{0,3}|on air(?: now)?|copy this url
q? ?search
notify me of .{5,60}|required fields are marked ?\*?|name ?\*|e-?mail ?\*|website ?\*
""")

#: The commonest of them in other languages of the archive's sources.
FOREIGN = _any(r"""
compartir|imprimir|enviar|comentarios|publicidad|anuncio|suscr[ií]bete|leer m[aá]s|inicio|volver
deportes|hemeroteca|clasificados|bolet[ií]n|reg[ií]strate|iniciar sesi[oó]n|enviar (?:noticia|a un amigo)
imprimir (?:noticia|art[ií]culo)|tama[nñ]o (?:de )?letra|\d+ comentarios|m[aá]s le[ií]d[ao]s|aviso legal
teilen|drucken|anzeigen?|werbung|weiterlesen|kommentare(?: ?\(\d+\)?)?|startseite|nach oben
zur[uü]ck|(?:artikel|seite) (?:drucken|versenden|empfehlen|merken|teilen)|leserbrief schreiben
druckversion
schriftgr(?:ö|oe)(?:ß|ss)e.{0,12}|impressum|agb|datenschutz(?:erkl[aä]rung)?|mediadaten|abo(?:nnieren)?
anmelden
registrieren|suche|kontakt|lokales|nachrichten|abonnement|merkliste|vorlesen
per e-?mail (?:senden|versenden)
partager|imprimer|publicit[eé]|lire la suite|commentaires|abonnez-vous.{0,30}|s['’]abonner
accueil
envoyer (?:à un ami|par (?:e-?mail|courriel))|réagir(?: à cet article)?(?: ?\(\d+ r[eé]actions?\)?)?
l['’]actualité
petites annonces|annonces|loisirs|mentions légales|se connecter|plan du site|nous contacter
qui sommes-nous
condividi|stampa|pubblicit[aà]|continua a leggere|compartilhar|publicidade|leia mais
udost[eę]pnij|drukuj|wydrukuj|poleć znajomemu|lubię to!?(?: \d+)?|wykop|komentarze(?: ?\(\d+\)?)?|reklama
zaloguj(?: się)?
wiadomości|ogłoszenia|kultura|pogoda|strona główna|kontakt|stampa|invia|skriv ut|dela|afdrukken|delen
новости|архив|форум|гостевая(?: книга)?|контакты|погода|версия для печати|отправить другу|подписка|войти
обсудить(?: (?:статью|на форуме))?.{0,24}|регистрация|на главную|rambler['’]?s? top ?100|spylog|подробнее
поделиться|реклама|читать далее|распечатать|комментарии|главная|наверх|подписаться
分享|打印|评论|上一页|下一页|返回顶部|关闭|广告|打印本页|关闭窗口|シェア|印刷|広告|次へ|前へ
""")

#: What menus and feet of sites name; a row of several is a menu, one alone may be a title.
PLACES = _any(r"""
home ?page|front page|news|world|metro|courts|announcements|public notices|in your area|buy a paper
today['’]s paper|e-?edition|uk|u\.?s\.?(?: news)?|asia|africa|europe|americas?|middle east|china
india|pacific|national|nation|international|local|regions?|politics|business|economy|markets?|money
finance|companies|tech|technology|science|sci-tech|health|education|environment|climate|energy
sports?|football|cricket|tennis|racing|weather|traffic|travel|culture|arts?|books|film|movies|music
theatre|tv|television|radio|media|entertainment|celebrity|life|lifestyle|style|life ?(?:&|and) ?style
fashion|food|recipes|homes|property|real estate|motoring|cars|autos|opinion|comment|editorials?
columnists?|letters|blogs?|obituaries|features?|magazine|weekend|special reports?|reports|analysis
in depth|in pictures|photos?|pictures|galleries|gallery|videos?|multimedia|audio|podcasts?|live(?: tv)?
crosswords?|games|puzzles|horoscopes?|classifieds?|jobs|careers|dating|shop|store|shopping|events
what['’]?s on|calendar|listings|visit(?: us)?|plan your visit|exhibitions?|collections?|learn|research
publications|library|archives?|support(?: us)?|membership|join(?: us)?|get involved|volunteer|donate
about|about (?:us|the .{2,25}|this (?:site|blog)|[A-Z]\w{2,20})|who we are|our (?:team|people|story|work)
contacts?|contact (?:us|form|[A-Z][\w ]{1,20})|search \w{2,20}|site index
(?:terms|conditions) of sale|feedback|help|help ?cent(?:re|er)|faqs?|press|newsroom
press (?:office|room|releases)|advertise(?: (?:with us|on .{2,20}))?
work (?:with|for) us|your ad choices|ad choices|subscriptions?|job offers?
syndication|licensing|permissions|rss feeds?
newsletters?|e-?mail (?:alerts|newsletters)|(?:get )?news alerts|on your mobile|follow us|sign in|log in
alerts|apps?|mobile(?: (?:view|site|apps?|version))?|classic site
desktop(?: (?:view|site|version))?|site ?map|a-z|index|sections|navigation|topics|tags|discuss(?:ion)?
privacy(?: (?:policy|notice|statement|settings))?|cookies?(?: (?:policy|notice|settings|preferences))?
terms(?: (?:of (?:use|service)|(?:and|&) conditions|& privacy))?|conditions of use
legal(?: (?:notice|information))?|disclaimers?|copyright|accessibility(?: (?:statement|help))?
modern slavery(?: statement)?|do not sell my (?:personal )?info(?:rmation)?|imprint|impressum
english|français|deutsch|español|italiano|português|русский|中文|日本語|العربية
article|talk|read|edit(?: (?:this )?page)?|main page|contents|current events|random (?:article|page)
recent changes|special pages|permanent link|page information|cite this page|what links here
related changes|upload file|community portal|my (?:talk|preferences|watchlist|contributions)
large|medium|small|preferences|watchlist|watch|unwatch|listen
text|first|last|older|newer|reply|hide|show|play|pause|ok|go
""")

#: Links that are headings as well (“Back to School”): litter only beside other links.
WEAK = _any(r"""
(?:back|return) to [\w&'’ ]{3,40}|edit|tell us|contact the author|about the author
more from .{2,40}
photos?|videos?|gallery|listen|watch|reply|topics|tags|/|\d{1,2}:\d{2}
(?:image|photo|picture|headshot|avatar|screenshot) of .{2,80}
text|related tags|tell a friend|send|help|feedback
transcript|hide|show|first|last|accept|cookies|menu|about us
contact us|newsletters?|jobs|privacy policy|sitemap
""")

#: Lines that stand on web pages or under e-mails, and in no text.
SURE = _any(r"""
you are visitor (?:number|no\.?) ?[\d,]+.{0,20}|visitors?:? ?[\d,]{3,}|(?:page )?views?:? ?[\d,]{2,}
\[?\s?click (?:here|(?:on )?(?:image|photo|picture)) (?:to|for) (?:enlarge|a? ?larger|zoom|view).{0,30}
you are here:? .{2,100}|jump to:? (?:navigation|search|content).{0,30}
(?:this )?(?:page|article|site) (?:has been|was) (?:viewed|visited|read) [\d,]+ times.?
from \w[\w ]{2,40}, the (?:free|open|online) encyclopa?edia|retrieved from [\"“]?https?:.{5,200}
(?:hidden )?categor(?:y|ies): .{3,400}|personal tools:? .{3,100}|namespaces:? .{3,60}
views: (?:article|read|edit|talk).{3,60}|sort(?:ed)? by:? .{3,60}
be the first to (?:review|comment|like|share|rate).{0,40}
(?:please )?(?:enable|turn on) javascript .{3,80}|javascript (?:is|must be) .{3,80}
your browser does(?:n['’]t| not) support .{3,80}
(?:please )?(?:log|sign) in (?:or .{3,20} )?to (?:comment|reply|post|vote|continue).{0,40}
this (?:video|content|feature) (?:can ?not|is not|isn['’]t|requires) .{3,80}
follow (?:us|[\w @]{3,40}) on (?:twitter|facebook|instagram|linkedin|youtube|weibo|google).{0,120}
like us on facebook.{0,80}|join us on (?:facebook|twitter|telegram|whatsapp).{0,80}
(?:sign up|subscribe|register) (?:to|for|here for) (?:our|the|your|a|more)\b.{3,120}
get (?:our|the) .{0,40}(?:newsletter|alerts?|app)\b.{0,60}|download (?:our|the) .{0,30}\bapp\b.{0,40}
(?:is )?(?:some|any)thing (?:wrong|missing|not right|incorrect).{0,60}\?.{0,30}
(?:was|did you find) this (?:page|article|information) (?:helpful|useful|interesting)\?.{0,40}
(?:spotted|found|see|notice) (?:an? )?(?:error|mistake|typo)s?\?.{0,60}
for reprint rights:? .{3,60}|(?:photo|image|video) gallery:? .{0,60}
(?:begin )?forwarded message(?: follows)?:|-{3,}\s?(?:original|forwarded) message\s?-{3,}
sent (?:from|via) my .{2,40}|sent from (?:a )?(?:mobile|phone|yahoo|mail|outlook|iphone|ipad).{0,40}
get outlook for .{2,20}|our standards: .{3,80}|acquire licensing rights.{0,40}
to unsubscribe.{3,160}|unsubscribe(?!,).{0,120}|do you yahoo\b.{0,60}
register now for (?:free )?.{3,80}|best viewed (?:with|in|using) .{3,60}|hits since .{3,40}
a version of this (?:article|story|review) (?:appears|appeared) (?:in|on) .{3,240}
this (?:entry|post) was (?:posted|written) .{3,60} and (?:is )?filed under .{3,200}
have a (?:news )?(?:tip|story)(?: for us)?\?.{0,60}|got a (?:story|tip)\?.{0,60}
message from the editor:?.{0,10}
you have (?:read )?\d+ of \d+ (?:free )?articles.{0,80}|would you recommend this .{3,40}
do you want to respond to this .{3,120}|(?:simple|awesome inc\.?|minima) (?:template|theme)\..{0,60}
\S.{2,60} is (?:proudly )?powered by .{3,60}|(?:avg\.? |average )?ratings?: ?[\d.]+,? .{0,30}votes?
please visit our sympathy store.{0,20}|to (?:send flowers|plant a tree) .{5,160}
you can (?:follow|leave|skip|trackback) .{3,160}
this content downloaded from .{3,160}|all use subject to .{3,80}|downloaded from .{3,120}
digiti[sz]ed by (?:google|the internet archive|microsoft).{0,80}
\*{3} ?(?:start|end) of (?:the|this) project gutenberg.{3,120}|approved for release .{3,80}
(?:the )?bbc is not responsible for .{3,80}
blog at wordpress\.com.{0,40}|proudly powered by .{3,40}|back to top\b.{0,30}|\d{24,48}
click to (?:share|e-?mail|print).{3,80}|like this:?|share this:|like loading.{0,5}
(?:posts|joined|threads|reputation): .{1,30}|reply with quote
quick reply|thread tools|members online.{0,20}
last edited by .{3,80}|forward to a friend|manage (?:your )?preferences|our mailing address is:?.{0,120}
this (?:message|e-?mail) was sent (?:to|by) .{3,80}|add us to your address book.{0,60}
your e-?mail address will not be published.{0,60}|you have \d+ free articles? .{3,40}
(?:tags|keywords|filed under|topics|labels|related topics|read more about):\s.{2,120}
\{\{.{1,60}\}\}|(?:image|photo|this) may (?:contain|be an image of):? .{3,160}
no (?:photo )?description available.?
i (?:would|['’]d) like to (?:be e-?mailed|receive) .{3,120}
read our (?:full )?(?:privacy|cookie) .{3,40}
thank you for (?:registering|subscribing|signing up).{0,40}|find your bookmarks .{3,80}
article bookmarked
please (?:refresh|reload) (?:the|this) page.{0,120}|enter your (?:e-?mail|postcode|zip code).{0,60}
join (?:the|our|thought[- ]provoking) .{0,60}(?:forum|conversations?|discussion|debate|community).{0,80}
add us as a preferred source.{0,30}
rush transcript.{0,160}|this is a rush transcript\..{0,160}|this transcript (?:is|may) .{3,200}
view (?:this e-?mail|it) in your browser.{0,20}|update your preferences.{0,60}
""")

#: Words that stand in no sentence of a text; these may be taken out of the middle of a line.
INSIDE = _any(r"""
Full story|Full coverage|Read (?:the )?full (?:story|article|text)|Click here (?:for|to read) [^.]{1,30}
Back to top|Enlarge (?:photo|image)|Click (?:here )?to enlarge|Advertisement|ADVERTISEMENT
Share this (?:article|story|page)|Share on (?:Facebook|Twitter)|Post a comment|Leave a comment|Read more
Comments \(\d{1,5}\)|Sort by: [A-Z][a-z]+(?: ?\| ?[A-Z][a-z]+){1,4}|Continue reading the main story
Be the first to (?:review|comment)|Story continues below(?: advertisement)?
You are here: ?(?:[A-Z][\w&' ]{1,25} [>»/] ){1,6}[A-Z]\w+
Follow us on (?:Facebook|Twitter)(?: (?:and|for) [a-z ]{1,40})?|Subscribe to our [a-z]{3,20}
Sign up for our [a-z ]{3,30}newsletter|For reprint rights: ?[A-Z][\w ]{2,40}
Most (?:popular|read|viewed|shared)|Also read|About us|Advertise with us|Contact us|Privacy [Pp]olicy
Terms (?:of [Uu]se|and [Cc]onditions)|Sitemap|Site [Mm]ap
""")

#: Page numbers with an arrow after or before: ``1 2 3 >>``, ``<< 1 2``, ``[1] [2] Next``.
#: Every repetition is bounded, so that a long row of numbers is not searched again from each of them.
PAGER = (
    r"(?:\[?\d{1,3}\]?(?: ?\|)?\s{1,4}){2,20}(?:>>?|»|›|Next\b(?: page)?)(?: {0,3}[>»›|]){0,4}"
    r"|(?:<<?|«|‹|Prev(?:ious)?)(?:(?: ?\|)?\s{1,4}\[?\d{1,3}\]?){2,20}(?:\s{1,4}(?:>|»|›|Next\b))?"
)

ACTION = re.compile(
    rf"(?:{ACTIONS}|{ASKED}|{WIDGETS}|{FOREIGN})(?:\.{{3}}|…|:|!|\s*(?:>>?|»|›|→|▼|▲))?",
    re.IGNORECASE,
)
PLACE = re.compile(rf"(?:{PLACES})", re.IGNORECASE)
WEAKLY = re.compile(rf"(?:{WEAK}|{BESIDE})", re.IGNORECASE)
SURELY = re.compile(SURE, re.IGNORECASE)
#: Any of the names, where a row has nothing but spaces between them.
NAME = re.compile(rf"(?:{ACTIONS}|{PLACES})(?=\s|$)", re.IGNORECASE)
