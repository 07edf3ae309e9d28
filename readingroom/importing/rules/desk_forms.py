"""The forms of whole lines that belong to the desk or the page: slugs, END and MORE, jumps, imprints."""

from __future__ import annotations

import re
from typing import Literal

from readingroom.importing.rules.paper_forms import COPY, ISSUE, JOURNAL, PAPER, REFERENCE, TYPIST

Where = Literal["anywhere", "top", "head", "end"]

_PAGE = r"(?:(?:[Pp]age|PAGE|[Pp]\.|[Pp]g\.?)\s?)?[A-Z]?-?\d{1,3}"
#: What a wire's desk writes for other desks: code, slug and take; the line of the wire's computer.
#: After the filing guides of AP and UPI (ANPA 1312).
SLUG = (
    r"\^?(?:[a-z] [a-z] )?(?:BC|AM|PM|AP|bc|am|pm)-[A-Z]\S*(?:[ ,]+\S+){0,8}"
    r"|(?:[a-z] [a-z] )?(?:bc|am|pm)-[a-z]{2,20}(?=.*\d)(?:[ ,]+\S+){1,8}"
    r"|(?:AP|NYT|UPI|DJ|KR|LAT|WP|AFP)-(?:\S{1,6}-)?\d\d-\d\d-\d\d(?:\d\d)? \d{4}(?:[A-Z]{2,4})?<?"
    r"|[NnQqZz]{4}|(?:ZCZC|zczc)\b.{0,30}|Reut\d\d:\d\d \d\d-\d\d-\d\d"
)
PRIORITY = r"\^?(?:BULLETIN|URGENT|FLASH|NEWSALERT|ALERT|SNAP)(?: MATTER)?[-.!]{0,3}"
MORE = r"(?:[(\[-]{1,2}|-- ?)\s?(?:MORE|More|more)\s?(?:[)\]-]{1,2}| ?--)"
MORE_BARE = r"(?:MORE ){0,4}MORE"
FOLLOWS = (
    r"[(\[-]{0,2}(?:MORE|More|more) (?:FOLLOWS?|follows?|to (?:come|follow)|TO (?:COME|FOLLOW))"
    r"[)\].-]{0,2}"
)
#: The code of a wire's message over its first line: “PAR0412 4 i 0150 /AFP-DE45”.
_CODE = (
    r"(?=.{0,30}\b[A-Za-z]{1,4}\d{3,6}\b)[A-Za-z]{0,4}\d{0,6}"
    r"(?:[ /^_-]{1,2}(?:[a-z]{1,2}|\d{1,6}|[A-Z]{1,4}\d{0,4})){0,8}"
)
#: The keywords of a story, tied with hyphens: “Varnia-politics-economy-budget,lead”.
_KEYWORDS = r"[^\W\d_][\w']+(?:-[a-zA-Z]\w*){2,7}(?:,(?:1st|2nd|3rd|\dth)?-?[a-zA-Z]{2,20}){0,2}"
#: A wire's hour under each take, with what it has to say besides: “MORE  DD641AED”.
FILED_AT = (
    r"(?:MORE\s+)?[A-Z]{2}\d{3,4}[AP](?:[ECMPG][SDM]T?|ED|ES|CD|CS|M[ECMP]?[SD]?)(?: \d{1,2})?"
)
_ENDED = r"END|End|ENDS|Ends|END ?ITEM|End ?item|end ?item"
_OF_WHAT = (
    r"(?: (?:OF|of) (?:TRANSCRIPT|INTERVIEW|RECORDING|DOCUMENT|REPORT|TEXT|SPEECH|[a-z]{4,10}))?"
)
END_SIGN = (
    rf"[(\[/*=–—-]{{1,3}}\s?(?:{_ENDED}|end|ends){_OF_WHAT}\s?[)\]/*=–—-]{{1,3}}"
    r"(?: ?\d{4,8})?|-0-.{0,40}"
)
END_BARE = (
    rf"(?:{_ENDED}){_OF_WHAT}\.?|/ends?|THE END\.?|The End\.?|F ?I ?N ?I ?S ?\.?|Finis\.?"
    r"|[-–—]{1,2}\s?(?:30|0)\s?[-–—]{1,2}|#(?: ?#){2}"
)
#: With the time at which a recording or a speech ended: “END 11:32 A.M. PDT”.
_END_TIME = (
    r"(?:END|End|ENDED|Ended)(?: at)?:?,?\s+\d{1,2}[:.]\d{2} ?(?:[AaPp]\.?[Mm]\.?)?"
    r"(?: [A-Z]{2,4}| \([A-Z][a-z]+ time\))?"
)
#: Over a release, when it may be used.
_RELEASE = (
    r"(?:(?:PRESS|NEWS|MEDIA|Press|News|Media) (?:RELEASE|Release|release)\s{0,4}[-–—:|]?\s{0,40})?"
    r"(?:FOR IMMEDIATE RELEASE|For [Ii]mmediate [Rr]elease|FOR IMMEDIATE USE|For immediate use)"
    r"[.:!]?(?: ?[-–—]{1,2})?"
)
_END_FIGURE = r"[-–—]{1,2}\s?30\s?[-–—]{1,2}|#(?: ?#){2}"
_CUT = (
    r"\((?:EDITORS: )?(?:STORY|ARTICLE) CAN END HERE[^)]{0,40}\)"
    r"|\((?:BEGIN |END )?OPTIONAL (?:TRIM|ADD)[^)]{0,40}\)"
)
#: Jumps from page to page, as newspapers and typescripts have them.
_CONTINUED = (
    r"(?i:[(\[]?\s?(?:continued|contd\.?|cont\.|cont[’']d\.?)\s?,? "
    r"(?:(?:on|from|in|at|to)\b.{0,24}\b(?:pages?|p\.?|pp\.?|col(?:umn|\.)?|next|reverse|back|sheet)\b"
    r".{0,24}|overleaf|over|next page|(?:on|from) [A-H]?-?\d{1,3})\.?[)\]]?)"
)
_TURN = (
    r"(?:Please )?(?:[Ss]ee|SEE|[Tt]urn to|TURN TO)\s+(?:[A-Z][A-Z '’&/-]{1,30}(?:,|/| on)\s*"
    rf"{_PAGE}|(?:[Pp]age|PAGE)\s[A-Z]?-?\d{{1,3}})(?:\s?[>»→])?"
    r"|(?:From|FROM) (?:[Pp]age|PAGE) ?[A-Z]?-?\d{1,3}"
    r"|[(\[](?:[Tt]urn over|P\.? ?T\.? ?O\.?|[Oo]ver(?:leaf)?|[Ss]ee over)\.?[)\]]|P\.T\.O\."
)
#: Where one side of a tape ends, in transcripts.
_TAPE = (
    r"[\[(](?:(?:[Ee]nd|END|[Bb]eginning|[Ss]tart) of )?(?:[Tt]ape|TAPE|[Ss]ide|SIDE|Disc|CD|"
    r"Cassette|[Rr]eel|[Tt]rack)\s+(?:\d{1,3}|[A-Da-d]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our)\b"
    r"[^\])]{0,60}[\])]|(?i:[\[(](?:tape (?:change|ends?|stops?|runs out)|recording (?:begins|starts|"
    r"paused|resumes|stops|ends)|(?:begin|end|start) (?:of )?(?:tape|recording|audio)(?: \S+){0,3})"
    r"[\])])"
)
#: Who printed it: “Printed in … by …” with the word for a press or a firm, or behind a place's name.
_PRESS = r"(?:Press|Printer|Printing|Works|Office|PRESS|PRINTER|PRINTING|WORKS|OFFICE)"
PRINTED = (
    r"(?:(?:Made and )?[Pp]rinted|PRINTED)(?: and (?:bound|published|sold))? (?:in|at|by|IN|AT|BY) "
    rf".{{0,80}}\b(?:{_PRESS}[sS]?|Ltd|LTD|Inc|& (?:Sons?|Co)|Great Britain|U\.?S\.?A)\b.{{0,60}}"
)
IMPRINT = (
    r"(?:[A-Z][\w.'’-]* ?){1,3}: ?(?:Printed|PRINTED)(?: and \w+)? by .{3,160}"
    r"|[A-Z].{2,50}, Printers?[,.] .{3,60}"
)
#: At the foot of a sheet, for the binder: “VOL. II.      K”, “VOL. XXII.—27”.
_SHEET = r"VOL\.? [IVXLC]{1,6}\.?(?:\s{2,}[A-Z]{1,2} ?\d?|\s?[—–-]{1,2}\s?(?:N[oO]\.? ?)?\d{1,4})"
#: The hour under a wire's report, beside initials or the agency's name; dpa's word over its own remarks.
_HOUR = (
    r"(?:[A-Z][a-z]{2,12} )?\d{6} ?(?:[A-Z]{3,4}|gmt|utc|z)|[a-z]{2,4}(?:/[a-z]{2,4}){1,3} \d{4}"
    r"|[A-Z][A-Za-z]{1,11} \d{4} ?(?:GMT|UTC)(?: [A-Z]{3}\.? \d{1,2})?|\d{4}[AP][ECMP][SD]"
    r"|#{1,2} ?Notebook"
)
_PRICE = (
    r"(?:Price|PRICE):?,? (?:(?:One|Two|Three|Four|Six|Ten|Twopence|Threepence|Sixpence)\b"
    r"|[£$€¢]?\s?\d).{0,60}"
)
#: Over a paper's name, its volume, number and price far apart in one line.
_NUMBERED = (
    r"(?:Numb?|No|Vol|NUMB?|NO|VOL)\.?\s.{1,60}\s{3,}.{0,60}(?:\b(?:[Pp]rice|PRICE|[Cc]ents?|CENTS?|"
    r"[Pp]ence|PENCE|[Pp]ages?|PAGES?|Est(?:ablishe)?d|ESTABLISHED)\b|\d ?[dcp]\b).{0,40}"
)
#: What a court's filing system prints over each page.
_FILED = (
    r"Case:? ?\S{4,30} +(?:Doc(?:ument|\.)?:? ?#?\S{1,12} +)?.{0,60}"
    r"Page:? \d{1,4} of \d{1,4}.{0,40}"
)
#: Where a take goes on from the last words of the one before.
PICKED_UP = r"X(?: X){2,4}"
#: Takes of a story as newsrooms typed them: “ferry 2-2-2”, “first add ferry”.
_TAKES = (
    r"[A-Za-z][\w /-]{0,30}(?P<take>\d)(?:-(?P=take)){2,4}"
    r"|(?:Page|PAGE) \d{1,3} ?[/-] ?[A-Z][\w -]{0,30}|[A-Z][A-Z -]{1,30} ?[/-] ?(?:Page|PAGE) \d{1,3}"
    r"|(?i:1st|2nd|3rd|\dth|first|second|third) (?i:add|lead),? [^.]{2,40}(?:(?: X){3} [^.]{1,30}\.?)?"
    r"|\S{0,20}(?:1st|2nd|3rd|\dth)-?(?:[Ll]d|[Ll]ead|[Aa]dd|LD|LEAD|ADD)\b[^.]{0,40}"
    r"|(?:dpa|apa|ats|sda|afp)(?: [a-z]{2,3}){2,6}(?: \d{4,6}.{0,12})?"
    r"|(?:up-?r?|upi)[ -]\S{2,10} \d.{0,20}"
)

#: Each form of a whole line, with where it may stand, and how sure it makes. In brackets or dashes
#: “end” is a sign; bare, only where nothing follows.
_FORMS: tuple[tuple[str, Where, float], ...] = (
    (SLUG, "anywhere", 0.9),
    (MORE, "anywhere", 0.85),
    (MORE_BARE, "anywhere", 0.85),
    (FOLLOWS, "anywhere", 0.85),
    (_CODE, "top", 0.75),
    (_KEYWORDS, "top", 0.7),
    (FILED_AT, "anywhere", 0.85),
    (r"urgent|bulletin|flash|alert|lead|update|advisory", "top", 0.7),
    (r"(?:\d{1,2} [A-Z][a-z]+ \d{4} ?: ?)?Columns? \d{1,4}\w{0,2}", "anywhere", 0.9),
    (END_SIGN, "anywhere", 0.9),
    (_END_TIME, "end", 0.85),
    (_RELEASE, "top", 0.85),
    (PAPER, "anywhere", 0.8),
    (REFERENCE, "head", 0.75),
    (COPY, "anywhere", 0.8),
    (_HOUR, "anywhere", 0.8),
    (TYPIST, "end", 0.75),
    (JOURNAL, "top", 0.8),
    (ISSUE, "top", 0.7),
    # What a machine made of a smudge.
    (r"[■□▪◆▲▼]{1,3}", "anywhere", 0.7),
    (END_BARE, "end", 0.8),
    # Amid a file another report may begin below it.
    (_END_FIGURE, "anywhere", 0.65),
    (_CUT, "anywhere", 0.85),
    (_CONTINUED, "anywhere", 0.85),
    (_TURN, "anywhere", 0.8),
    (_TAPE, "anywhere", 0.85),
    (PRINTED, "anywhere", 0.75),
    (IMPRINT, "end", 0.7),
    (_SHEET, "anywhere", 0.75),
    (_PRICE, "end", 0.7),
    (_NUMBERED, "top", 0.8),
    (_FILED, "anywhere", 0.9),
    (_TAKES, "anywhere", 0.75),
    (PICKED_UP, "anywhere", 0.8),
)
#: The forms compiled, and those among them that go on over several lines.
COMPILED = tuple((re.compile(pattern), where, sure) for pattern, where, sure in _FORMS)
IMPRINTS = frozenset(form for form, _, _ in COMPILED if form.pattern in {PRINTED, IMPRINT})
