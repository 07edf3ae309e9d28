"""What the boxes, bars and buttons of web pages say to a reader, by family, in the languages of sources.

Each form is a whole line. The words are those of saved pages; what a report or a letter could say as
well is left out, or bound to the page by a name that only pages have (cookies, a button, a network).
"""

from __future__ import annotations

import re


def any_of(*families: str) -> re.Pattern[str]:
    """A pattern for any of the forms, some to a line with ``|``; a backslash ends half a form."""
    joined = (family.strip().replace("\\\n", "") for family in families)
    lines = (line for family in joined for line in family.splitlines())
    return re.compile("|".join(lines), re.IGNORECASE)


_NETWORK = (
    r"(?:facebook|twitter|x|instagram|linkedin|whatsapp|telegram|reddit|pinterest|youtube|tumblr|vk|ok|"
    r"viber|e-?mail|mail|print|sms|flipboard|google\+?|bluesky|threads|mastodon|xing|pocket|messenger|"
    r"вконтакте|одноклассники|telegram|微信|微博|qq|qzone)"
)
_ROW = rf"{_NETWORK}(?:\W{{1,4}}{_NETWORK}){{0,9}}"

#: Consent to cookies and to being followed.
_CONSENT = r"""
(?:we|this (?:web)?site|our (?:web)?site|\S{3,30}) uses? (?:\w+ )?cookies\b.{0,140}
(?:i )?(?:accept|agree|reject|decline|allow)(?: (?:all|and|&|only|non-?essential|necessary|essential|\
optional|to)){0,3} (?:cookies|close|continue|purposes)
(?:manage|change|customi[sz]e|more|view|review|update) (?:my |your )?(?:cookies?|consent|privacy|ad|\
tracking)(?: (?:choices|preferences|settings|options))?
(?:cookie|privacy|consent|ad|advertising) (?:settings|preferences|choices|consent|banner|notice|policy)
your (?:privacy|ad|cookie) (?:choices|rights|settings).{0,30}
we (?:value|care about|respect) your privacy.{0,60}
(?:strictly )?necessary cookies.{0,40}|do not (?:sell|share)(?: or (?:sell|share))? my .{4,30}
wir (?:verwenden|nutzen|setzen) cookies\b.{0,140}|cookie-?(?:einstellungen|richtlinie|hinweis)
(?:alle(?:n)? )?(?:cookies )?(?:akzeptieren|zustimmen|ablehnen)(?: und (?:weiter|schlie(?:ß|ss)en))?
nous utilisons des cookies\b.{0,140}|(?:tout |continuer sans )(?:accepter|refuser)
(?:g[ée]rer|param[ée]trer) (?:les |mes |vos )?cookies|accepter(?: et (?:continuer|fermer))
(?:utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)) cookies\b.{0,140}
(?:aceptar|rechazar) (?:todo|todas)(?: las cookies)?
(?:configurar|gestionar|administrar) cookies|pol[ií]tica de cookies
(?:utilizziamo|usiamo|questo sito (?:utilizza|usa)) i? ?cookie\b.{0,140}
(?:accetta|rifiuta) (?:tutto|tutti)(?: i cookie)?
(?:gestisci|impostazioni) (?:i )?cookie|мы используем (?:файлы )?cookie\b.{0,140}
принять (?:все|cookie).{0,20}
(?:usamos|utilizamos|este site (?:utiliza|usa)) cookies\b.{0,140}|aceitar (?:todos|cookies).{0,20}
"""

#: Newsletters, subscriptions, what is behind a wall, and the boxes that ask for an address.
_SUBSCRIPTION = r"""
sign ?up (?:now|to|for|here|and)\b.{0,100}|enter (?:a valid|your) e-?mail\b.{0,40}
your e-?mail(?: address)?(?: ?\*)?
get (?:the|our|all the) (?:latest|best|top|daily|biggest)\b.{3,60}\b(?:inbox|e-?mail|newsletter|\
alerts?)\b.*
get .{3,60}\b(?:in|to|into) your inbox\b.{0,60}
(?:delivered|sent|straight) (?:\w+ )?to your inbox\b.{0,60}
like what you(?:['’]re)? (?:read(?:ing)?|see(?:ing)?)\?.{0,100}
enjoy(?:ed|ing)? (?:this|the) (?:article|story|post|newsletter)\?.{0,100}
(?:subscribe|join) (?:now )?(?:for|from) (?:just |only )?[£$€]\S+.{0,60}
[£$€]\d+(?:\.\d\d)? ?(?:/|per|a) ?(?:month|week|year).{0,60}
(?:already )?(?:a |have an? )?(?:subscriber|subscription|account|registered|member)\?.{0,40}(?:log|\
sign)(?:ged)? ?in\b.{0,20}
(?:this|the) (?:article|story|content) is (?:free|reserved|available|exclusive)\b.{0,60}\b\
(?:subscribers|members|register(?:ed)?)\b.{0,30}
(?:support|fund) (?:independent|our|quality|local|public|the) .{0,30}(?:journalism|newsroom|work|\
guardian)\b.{0,60}
(?:become|be) a (?:member|supporter|patron|subscriber)(?: today| now)?.{0,30}
buy (?:me|us) a coffee.{0,30}|donate(?: today| now)?.{0,10}
by (?:signing up|subscribing|clicking|submitting|registering),? (?:\S+ ){0,6}you (?:agree|accept|\
consent|confirm)\b.{0,100}
i (?:agree to|accept|have read) the (?:terms|privacy)\b.{0,60}|you can unsubscribe at any ?time.{0,60}
(?:update|manage) your (?:preferences|subscription|details)\b.{0,60}
unsubscribe(?: ?[|·•] .{0,80}| here\b.{0,40})?
no longer (?:want|wish) to receive (?:these|this|our)\b.{0,80}
forward (?:this )?(?:e-?mail )?to a friend.{0,30}
add us to your address book.{0,30}|our (?:mailing|postal) address is:?
(?:jetzt|hier|gratis|kostenlos) (?:abonnieren|anmelden|registrieren|testen|bestellen|lesen)!?
newsletter (?:abonnieren|bestellen)
(?:melden|abonnieren) sie (?:sich )?.{0,60}newsletter.{0,40}
dieser artikel ist (?:nur )?f(?:ü|ue)r abonnenten.{0,40}
(?:d[ée]j[àa] )?abonn[ée](?:\(e\))? ?\?.{0,40}
(?:cet )?article (?:est )?r[ée]serv[ée] aux abonn[ée]s.{0,40}|il vous reste .{2,40} [àa] lire.{0,40}
(?:inscrivez-vous|abonnez-vous) [àa] (?:la|notre|nos) (?:newsletter|lettre)s?.{0,60}
je m['’](?:abonne|inscris).{0,30}
suscr[ií](?:base|bete|birse).{0,60}|ya (?:es|soy) suscriptor.{0,40}
(?:contenido|art[ií]culo) (?:exclusivo|solo) para suscriptores.{0,20}
(?:iscriviti|abbonati)(?: (?:alla|a|ora|subito)\b.{0,60})?|hai gi[àa] un abbonamento\?.{0,40}
(?:articolo|contenuto) riservato agli abbonati.{0,20}
подпи(?:шитесь|сывайтесь|сывайся)(?: на)? .{3,80}|assine (?:a|agora|já|nossa)\b.{0,60}
"""

#: Sharing, printing, the size of letters.
_TOOLS = rf"""
(?:share|follow|find|send|save|post)(?: (?:this|it|us|on|via|with|to|the (?:article|story|\
page))){{0,3}}:? {_ROW}
(?:share|print|save|rate|like|send)(?: this)?(?: (?:article|story|page|post|with (?:friends|\
your friends)))?:?(?: \d+)?
(?:feedback|share|print|e-?mail|save|comments?|rss|pdf|listen)(?:[ |·•/]{{0,3}}(?:feedback|share|print|\
e-?mail|save|comments?|rss|pdf|listen)){{1,6}}
shares? ?\d*(?: ?[|·•]? ?\d* comments?)?|link copied.{{0,20}}|copied to clipboard.{{0,10}}
opens? in (?:a )?new (?:window|tab)\.?
{_NETWORK}(?:[ |·•/,]{{1,3}}{_NETWORK}){{1,9}}
(?:auf|per|[üu]ber) {_NETWORK} (?:teilen|senden|versenden|empfehlen)
artikel (?:teilen|drucken|merken|versenden|vorlesen|anh[öo]ren)|drucken
(?:teilen|drucken|merken|kommentieren|versenden)(?:[ |·•/]{{1,3}}(?:teilen|drucken|merken|kommentieren|\
versenden|mailen)){{1,5}}
partager(?: (?:sur|par|cet article|via|l['’]article)\b.{{0,30}})?|envoyer (?:par|[àa] un)\b.{{3,20}}
r[ée]agir(?: [àa] cet article)?|ajouter (?:aux|[àa] (?:mes|vos)) favoris
(?:partager|imprimer|envoyer|commenter|r[ée]agir|sauvegarder)(?:[ |·•/]{{1,3}}(?:partager|imprimer|\
envoyer|commenter|r[ée]agir|sauvegarder)){{1,5}}
compartir(?: (?:en|por|este)\b.{{0,30}})?|enviar (?:por|a un)\b.{{3,24}}|guardar art[ií]culo
condividi(?: (?:su|questo|via|l['’]articolo)\b.{{0,30}})?|invia (?:per|a un)\b.{{3,20}}
(?:compartir|imprimir|enviar|comentar|guardar)(?:[ |·•/]{{1,3}}(?:compartir|imprimir|enviar|comentar|\
guardar)){{1,5}}
(?:partager|envoyer par e-?mail|imprimer|r[ée]agir [àa] cet article|teilen|drucken|compartir|\
imprimir)\b[^.!?;]{{0,70}}
compartilh(?:e|ar)(?: (?:no|via|por|este|isso)\b.{{0,30}})?
поделиться(?: (?:в|с|через|ссылкой)\b.{{0,30}})?|версия для печати|отправить (?:другу|по почте|ссылку)
分享到.{{0,24}}|【?(?:大|字号)[\s:：]*中?[\s]*(?:小|大).{{0,12}}】?
【?(?:打印|纠错|收藏|关闭)】?(?:\s*【?(?:打印|纠错|收藏|关闭|分享|评论)】?){{1,5}}|扫一扫.{{0,24}}|加入收藏|设为首页
"""

#: Advertising, and what other firms put on a page.
_ADVERTISING = r"""
(?:story|article|content|post|text) continues (?:below|after|underneath)\b.{0,40}
(?:ad|advertisement)s? ?[-–—:] ?(?:story|article|scroll|continue)\b.{0,40}
(?:scroll|keep scrolling)(?: down)? (?:to|for) (?:continue|more|read|next)\b.{0,40}
report (?:this )?ad(?:vertisement)?|remove ads|why (?:am i seeing )?this ad\??
(?:promoted|sponsored|paid|partner) (?:stories|content|post|links?|by|article)\b.{0,60}
content (?:sponsored|provided) by\b.{0,40}|recommended by \w{3,20}
\[ad(?:vert\w*)?(?: break)?\b[^\]]{0,160}\]
(?:this )?(?:post|article|page) (?:may )?contains? affiliate links.{0,80}
anzeige|werbung|- ?anzeige ?-|publicit[ée]|la suite apr[èe]s (?:cette|la) publicit[ée]|publicidad
la noticia contin[uú]a.{0,30}|continua (?:dopo|a leggere).{0,30}
продолжение (?:ниже|после рекламы).{0,20}
"""

#: Players, galleries, apps.
_MEDIA = r"""
(?:this|the) (?:video|content|player|audio) (?:(?:cannot|can['’]t) be (?:played|shown|loaded)|\
(?:is not|isn['’]t) (?:available|supported)|file cannot)\b.{0,60}
error code:? ?\w+|video loading.{0,20}|(?:media|video) player(?: help)?
loading(?: (?:video|player|comments|more|content|next article)).{0,20}
(?:▶|►|⏵|🔊|🎧) ?(?:watch|play|listen|video|audio|see)\b.{0,100}
listen to this (?:story|article|episode|podcast)\b.{0,40}|\d{1,3}[ -]min(?:ute)?s? (?:read|listen|watch)
(?:subscribe|listen|available)(?: on)?:? (?:apple|spotify|itunes|google) ?.{0,80}
(?:photo |image |slide )?\d{1,3} ?(?:of|/) ?\d{1,3} ?(?:expand|enlarge|next|previous|view|close)
(?:download on (?:the )?|available (?:on|in|at) (?:the )?|get it (?:on|from) )(?:app store|google play|\
itunes|apple|microsoft store).{0,40}|(?:get|download) the .{0,24}\bapp\b.{0,40}|open in (?:the )?app
(?:allow|enable|turn on) (?:\w+ )?notifications.{0,40}|lesezeit:? .{1,20}
(?:temps de )?lecture ?:? ?(?:\d{1,3} ?min.{0,10})|tiempo de lectura:? .{1,20}
tempo di lettura:? .{1,20}|время (?:чтения|на чтение):? .{1,20}
"""

#: Where one is on a site and where else one may go.
_WAYS = r"""
skip to (?:the )?(?:main |site )?(?:content|navigation|search|footer|menu)\b.{0,60}
jump to (?:content|navigation|main)\b.{0,30}|toggle (?:navigation|menu|search|sidebar)
(?:open|close|main|mobile) (?:menu|navigation|search)
(?:[←«‹]|<<?) ?(?:older|newer|previous|prev|next|back)\b.{0,100}
(?:older|newer|previous(?:ly)?|prev|next)\b:? ?.{0,100}(?:[→»›]|>>?)
back to (?:top|news|all|home|blog|articles|the (?:top|homepage|front page|list|index))\b.{0,20}
return to (?:top|homepage|the top)|all (?:news|articles|posts|stories) ?[>»→]?
(?:[A-Z]{2}|english|fran[çc]ais|deutsch|espa[ñn]ol|italiano|русский|中文|العربية)(?: ?[|/·•] ?\
(?:[A-Z]{2}|english|fran[çc]ais|deutsch|espa[ñn]ol|italiano|русский|中文|العربية)){2,12}
search (?:for|form|this site|the site|our site|here)\b:?.{0,20}
type (?:here )?(?:and|then|to) (?:press|hit|search)\b.{0,30}|no results found
zum (?:inhalt|hauptinhalt|seitenanfang)(?: springen)?|(?:nach|zum) oben|zur (?:startseite|[üu]bersicht)
sie (?:sind|befinden sich) hier:? .{0,80}|aller au (?:contenu|menu).{0,20}|haut de (?:la )?page
vous [êe]tes ici ?:? .{0,80}
ir al (?:contenido|men[uú]).{0,20}|volver (?:arriba|al inicio)
est[áa]s? (?:usted )?(?:aqu[ií]) ?:? .{0,80}|vai al (?:contenuto|menu).{0,20}
torna (?:su|indietro|all['’]inizio)|ti trovi in:? .{0,80}
перейти к (?:содержимому|содержанию|основному).{0,24}|вы (?:находитесь )?здесь:? .{0,80}
(?:вернуться )?(?:наверх|к началу)|当前位置.{0,60}
您(?:当前的?|现在的?)位置.{0,60}|返回(?:首页|顶部|列表)
"""

#: Readers' comments, and what a page asks of its readers.
_READERS = r"""
(?:leave|post|add|write|submit) (?:a|your) (?:reply|comment|response)\b.{0,30}
your (?:e-?mail )?address will not be published\.?.{0,60}|save my name\b.{0,100}
(?:log|sign) in to (?:comment|reply|join)\b.{0,40}
(?:be the first to|join the) (?:comment|conversation|discussion|debate)\b.{0,30}
(?:view|show|hide|read|see|load)(?: all)?(?: \d+| more)? comments?(?: ?\(\d+\))?
comments (?:are )?(?:closed|off|disabled|\(\d+\)).{0,30}
(?:sort|order|filter) (?:comments )?by\b:? ?.{0,40}
(?:oldest|newest|best|most (?:liked|recent)) (?:first|comments)
\d+ (?:bloggers?|people|readers|users) (?:likes?|recommend|found|shared) (?:this|it)\b.{0,20}
(?:have|were|are|do|did) you .{3,90}\? ?(?:please )?(?:(?:call|ring|e-?mail|contact|text) (?:us|our|\
the newsdesk)|get in touch|tell us|let us know|share your)\b.{3,100}
if you (?:liked|enjoyed) (?:this|what)\b.{0,60}\b(?:subscribe|sign up|share|donate|follow)\b.{0,60}
did you (?:like|enjoy|find) this (?:article|story|post|page)\b.{0,40}\?.{0,30}
(?:click here to )?(?:follow|like|find|join) us (?:on|at|@)\b.{0,60}
what do you think\? (?:let us|tell us|leave|join|comment|share|have your).{0,80}|have your say.{0,40}
rate this (?:article|story|post|page).{0,20}
got (?:a|any|some) (?:story|news|tip|photos?|pictures?|video)s?\b.{0,40}\?.{0,140}
do you (?:have|know) (?:a story|more|anything|something|any information)\b.{0,60}\? ?\
(?:e-?mail|call|contact|text|get in touch|tell us|let us know|ring)\b.{0,100}
(?:send|e-?mail|share) (?:us )?your (?:photos?|pictures?|stories|videos?|news|views)\b.{0,60}
get involved (?:with|in) the (?:news|conversation|debate)\b.{0,60}|text \S{2,20} to \d{4,6}\.?
(?:like|love|enjoy)(?:d|ed)? this (?:story|article|post)\? ?(?:share|like|tell|subscribe|follow)\b.{0,60}
story saved|you can find this (?:story|article) in .{3,60}
(?:this discussion|comments?) (?:is|are) now closed.{0,40}
is (?:this|there anything wrong with this) page(?: useful)?\?.{0,20}|report a problem with this page
related internet links|more (?:options|choices|info(?:rmation)?)|manage my choices
first name ?last name.{0,20}
(?:data )?unlimited articles? on (?:any|all) .{3,30}|sign me up!?|free newsletter
(?:kommentar|leserkommentar)(?: (?:schreiben|verfassen|abgeben)|e ?\(\d+\)|e lesen)
diskutieren sie mit.{0,40}|(?:laisser|ajouter|poster|r[ée]diger) un commentaire.{0,20}
commentaires? ?\(\d+\)|votre adresse e-?mail ne sera pas publi[ée]e.{0,60}
(?:deja|dejar|escribe|escribir|a[ñn]ade) un comentario.{0,20}|comentarios? ?\(\d+\)
(?:lascia|scrivi|aggiungi) un commento.{0,20}|commenti ?\(\d+\)
(?:оставить|добавить|написать) комментарий.{0,20}|комментари(?:и|ев):? ?\(?\d+\)?
(?:нашли|заметили) (?:ошибку|опечатку)\?.{0,100}
s[ií]guenos en .{2,60}|seguici su .{2,60}|suivez-nous sur .{2,60}|folgen sie uns (?:auf|bei) .{2,60}
siga-nos (?:no|em) .{2,60}|(?:关注我们|我要评论|发表评论|网友评论).{0,24}
"""

#: The foot of a site: who runs it, by which program, under which terms.
_FOOT = r"""
(?:a )?part of the .{2,30} (?:network|media group|family of newspapers)
(?:a )?member of the .{2,60}press (?:standards|complaints) .{4,40}
reprints and permissions|(?:download|get) (?:the )?pdf|cite this (?:article|paper)
contact (?:the|our) news(?:room|desk) (?:on|at|by) .{3,80}
(?:proudly )?powered by \S.{1,40}
(?:web(?:site)?|site) (?:designed?|built|developed|hosted|created|by|design)\b(?: (?:and|&) \w+)?\
(?: by)? .{2,60}|(?:designed|developed|built) by \S.{1,40}(?: ?[|·•] .{0,60})?|theme(?: by|:) .{2,60}
registered (?:in|office|charity|company)\b.{0,90}\b(?:no|number|n°|address|england|wales|scotland|\
ireland)\b.{0,120}
(?:company|charity|vat|registration) (?:reg(?:istration)? )?n(?:o|umber)\.?:? ?[\w\d ]{4,20}.{0,60}
(?:privacy|terms|cookies?|contact|about|imprint|sitemap|accessibility|help|advertise|jobs|careers|\
legal|faq|rss|press|newsletter)s?(?: (?:us|policy|of (?:use|service|sale)|(?:and|&) conditions|\
statement|notice|map))?(?:\s*[|·•/,]\s*(?:privacy|terms|cookies?|contact|about|imprint|sitemap|\
site map|accessibility|help|advertise|jobs|careers|legal|faq|rss|press|newsletter)s?(?: (?:us|policy|\
of (?:use|service|sale)|(?:and|&) conditions|statement|notice|map))?){1,9}
datenschutz(?:erkl[äa]rung)?|impressum(?: ?[|·•] .{2,80})?|allgemeine gesch[äa]ftsbedingungen
nutzungsbedingungen|agb(?: ?[|·•] .{2,80})?|mentions l[ée]gales.{0,80}
politique de confidentialit[ée].{0,60}|conditions g[ée]n[ée]rales (?:d['’]utilisation|de vente).{0,40}
plan du site|nous contacter|qui sommes-nous ?\??
aviso legal.{0,60}|pol[ií]tica de privacidad.{0,60}
(?:qui[ée]nes somos|cont[áa]ctenos|mapa (?:del sitio|web))|informativa (?:sulla )?privacy.{0,60}
note legali.{0,40}|mappa del sito|chi siamo|política de privacidade.{0,60}
политика конфиденциальности.{0,60}|пользовательское соглашение.{0,40}|карта сайта|о (?:проекте|редакции)
обратная связь
(?:关于我们|联系我们|网站地图|版权声明|隐私政策|免责声明|法律声明|广告服务|诚聘英才|招聘信息|友情链接)(?:[\s|-]+(?:关于我们|联系我们|网站地图|版权声明|隐私政策|免责声明|\
法律声明|广告服务|诚聘英才|招聘信息|友情链接|English)){0,9}
(?:our standards: |acquire |purchase )(?:.{0,12}licensing rights|.{3,60}).{0,20}
(?:buy|order|purchase) (?:a )?(?:photos?|prints?|reprints?|licen[cs]e).{0,30}
"""

#: A whole line that is a page's, or a mail program's.
PHRASE = any_of(
    _CONSENT, _SUBSCRIPTION, _TOOLS, _ADVERTISING, _MEDIA, _WAYS, _READERS, _FOOT,
    r"(?:having |any )?(?:trouble|problems?) (?:reading|viewing|seeing) this.*",
    r"(?:please )?(?:click here to )?(?:view|read|open|see) (?:this|it)\b.{0,24}"
    r"\bin (?:your|a) (?:web )?browser.*",
)  # fmt: skip
