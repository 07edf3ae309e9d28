"""Words that say what a line is: small named questions of a line's own words."""

from __future__ import annotations

import re
from collections.abc import Callable

from readingroom.importing.dates import MONTH, TIME
from readingroom.importing.months import WEEKDAY
from readingroom.importing.needed import finder
from readingroom.importing.rules.above import SALUTATION
from readingroom.importing.rules.agencies import is_agency, is_agency_alone
from readingroom.importing.rules.announcing import (
    FORM,
    is_address,
    is_code,
    is_kicker,
    is_menu,
    is_notice,
    is_organisation,
    is_section,
)
from readingroom.importing.rules.days import ENTRY
from readingroom.importing.rules.elements import Head
from readingroom.importing.rules.names import has_office
from readingroom.importing.rules.signatures import CLOSING

#: A sign says nothing (False, None, ""), that it is there (True), or which of several it is. It is
#: asked of the element of a head that has the number given.
Sign = Callable[[Head, int], "bool | str | None"]
#: Labels and opening words stand among so many characters; a longer line is neither.
_LOOKED_AT, _ASKED = 400, 200

_BY = re.compile(
    r"[\[(*_—–-]*\s?(?:by|von|par|por|от|(?:speech|address|remarks|statement|lecture) of|"
    r"propos recueillis par|"
    r"from our \w+,)\b:?\s+\S",
    re.IGNORECASE,
)
_BY_WORD = re.compile(
    r"[\[(*_—–-]*\s?(?:words?|text|story|report|article|written|posted|submitted|reported|"
    r"review(?:ed)?|essay|"
    r"column|poem|told|kept|compiled|contributed|communicated|presented|produced|interview(?:er|"
    r"ed)?|recorded|"
    r"collected|analysis|comment|opinion|dispatch|delivered|remarks|host(?:s|ed)?|guests?|"
    r"speakers?|"
    r"observer|master|presenters?|keeper|author|authors|"
    r"preacher|lecturer|narrator|moderator|translated|a (?:report|study|paper|"
    r"story|tale|"
    r"review|talk|lecture|memoir|letter|poem)|беседовала?|автор|текст|记者|文|作者|Interview|Texte?|"
    r"propos recueillis)"
    r"(?:\s+by)?\s?[::]?\s+(?:by\s+)?[^\W\d_a-z]",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\W*(?:by|from) (?:our|an?|the)\b(?: [\w'’-]+){0,4} (?:correspondents?|editor|reporters?|"
    r"staff|"
    r"writers?|representative)\b",
    re.IGNORECASE,
)
_TALKS = re.compile(
    r"\b(?:talks?|speaks?|spoke|talked) (?:to|with) [A-ZÀ-Þ]|\bin conversation with\b|"
    r"(?-i:\b(?:tells|told|asks|meets) [A-ZÀ-Þ]\w+ [A-ZÀ-Þ])",
    re.IGNORECASE,
)
_PICTURES = re.compile(
    r"\W*(?:photo(?:s|graph|graphs|graphy)?|pictures?|images?|illustrations?|pics?|drawings?|"
    r"artwork|graphics?|"
    r"foto|фото)(?: credits?| courtesy(?: of)?)?\s?(?:by\b|:|/|©)",
    re.IGNORECASE,
)
_CAPTION_WORD = re.compile(
    r"\W*(?:photo|file photo|caption|pictured|picture|image|images|image caption|media caption|"
    r"alt(?: text)?|above|"
    r"below|left|right|inset|cutline|fig(?:ure|\.)?|plate|exhibit|map|"
    r"\[?illustration)\b[\s.]*(?:\d+|[IVX]+|[A-D])?\s?[:.–—]",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\((?:[Ll]eft|[Rr]ight|[LRC]|[Cc]ent(?:re|er)|[Bb]ack|[Ff]ront)\)|, (?:left|right|centre|"
    r"center|second from)\b|"
    r"\b(?:pictured|file photo|(?:poses?|pictured|seen|shown) (?:with|at|in|on|here)|photographed|"
    r"looks on|"
    r"undated (?:photo|handout)|handout|(?:from|of) left|(?:photo|image|picture|photograph|"
    r"illustration|drawing) (?:of|shows?|taken))\b",
)
_PRESENT = re.compile(
    r"(?<!^)\b(?:stands?|sits?|walks?|holds?|waits?|leaves?|arrives?|strikes?|carr(?:y|ies)|"
    r"watch(?:es)?|looks?|"
    r"gathers?|speaks?|works?|rides?|climbs?|paddles?|inspects?|celebrates?|share|reads?|wades?|"
    r"plays?|"
    r"gestures?|addresses|passes|lies|lie|hangs?|tends?|mends?|unloads?|loads?|wear(?:s|ing)|"
    r"examines?|checks?|"
    r"measures?|smiles?|rests?|shows?|\w{3,}ing)\b"
)
_EDITORS = re.compile(
    r"(?:additional )?(?:reporting|writing|research) (?:by|from)\b|\b(?:edit(?:ing|ed)|"
    r"translat(?:ed|ion)|transcribed|compiled|"
    r"updated?s?|corrects?|adds?) (?:by|with|for|from|to)\b|contributed to this (?:report|article|"
    r"story)|"
    r"^\W*(?:editors?['’]?s?|eds?|publisher['’]?s|author['’]?s|desk|transcriber['’]?s?|"
    r"translator['’]?s?) ?(?:['’]s )?(?:notes?|:|\.)|"
    r"^\W*(?:note|nb|n\.b\.|attention|correction|clarification|erratum|received|accepted|"
    r"transcribed|printed at|"
    r"first (?:published|printed|appeared)|this (?:article|story|page|interview|transcript|text|"
    r"piece|column|post|"
    r"report|speech|version) (?:was|is|has|appeared|appears|first|originally|includes)|"
    r"adapted from|reprinted|republished|"
    r"an earlier version|interview has been|the (?:writer|author) (?:is|was)|recorded at|from the|"
    r"to be (?:held|opened))\b|"
    r"\b(?:is|was) (?:a |an |the )?(?:[\w'’-]+ ){0,4}(?:columnist|author of|contributing|"
    r"staff writer|correspondent|freelance|"
    r"professor|lecturer|fellow|editor)\b|\blives in\b|\bno longer\b|ms\.? \d|"
    r"f(?:ol)?\. ?\d+[rv]\b|\btranscript\b|"
    r"\bedited for (?:length|clarity)|\b(?:applause|laughter|as delivered|"
    r"check against delivery)\b|"
    r"责任编辑|编辑",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"\W*(?:source|来源|來源|quelle)\s?[:：]|SOURCE |(?:story|report) by [\w ]{2,30}\.?$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ. '’-]{1,40}|Q|A|(?:Mr|Mrs|Ms|Dr)\.? [\w.]+|[A-Z][a-z]+)\s?:\s+\S"
)
_KIND = re.compile(
    r"\W*(?:the |an? |from the |some |opening |closing |keynote |commencement |welcome |annual |"
    r"verbatim |"
    r"ordinary |in )*(?:interview|conversation|speech|address|remarks|lecture|sermon|letter|diary|"
    r"diaries|"
    r"journal|minutes|report|statement|transcript|notes|talk|obituary|log|proceedings|"
    r"press conference|"
    r"episode|eulogy|toast|homily|testimony|notice|circular|memo|memorandum|hearing|proclamation|"
    r"tale|ballad|"
    r"chapter|on|how|why|what|who|where|when|case)\b",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\W*(?:held|delivered|preached|given|read|recorded|spoken|broadcast|being|paper read|taken|"
    r"sworn|a (?:sermon|lecture|"
    r"paper|talk|speech|address|discourse|homily)|address|commencement|keynote|(?:annual|"
    r"inaugural|memorial) )\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\S\s(?:v|vs|V|VS)\.?\s\S|^(?:Re|In re|Ex parte|IN RE|RE)\s\S|\((?:Plaintiff|Defendant|"
    r"Appellant|Respondent)s?\)"
)
_COURT = re.compile(
    r"\W*(?:in the .*\b(?:court|tribunal|matter)|before\s?:|between\s?:|coram|no\.? ?\d|case no|"
    r"\d{4} no\.|on appeal)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w'’.-]*(?: [\w'’/-]+){0,3})\s?[:：]\s*\S")
_TITLE_LABEL = re.compile(
    r"\W*(?:title|headline|subject|re|betreff|objet|topic|post subject|subj|hed|slug)\s?[:：]\s",
    re.IGNORECASE,
)
_DECK_LABEL = re.compile(
    r"\W*(?:subtitle|deck|dek|standfirst|summary|subhead|lead|teaser)\s?[:：]\s", re.IGNORECASE
)
_AUTHOR_LABEL = re.compile(
    r"\W*(?:by|byline|observer|master|presenters?|keeper|author|authors|"
    r"from|written by|speaker|interviewer|interviewee|host|hosts|"
    r"guest|guests|reporter|"
    r"posted by|words|text|presenter|preacher|before|signed|автор|auteur|autor)\s?[:：]\s*\S",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"\W*(?:date|dated|published|posted|updated|released?|issued|delivered|sent|date of \w+|aired|"
    r"broadcast|filed|"
    r"recorded|first published|last (?:updated|modified))\b(?: on| at)?\s?[:：]?\s*(?=\S*\d|[A-Z])",
    re.IGNORECASE,
)
_WEEK = re.compile(rf"\b{WEEKDAY}\b")
_MONTHS = re.compile(rf"\b{MONTH}")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b|\d ?[ap]\.?m\b|\d hrs\b", re.IGNORECASE)
_AGO = re.compile(
    r"\b\d+ (?:days?|hours?|minutes?|weeks?) ago\b|\bmin(?:s|utes?)? read\b|reading time",
    re.IGNORECASE,
)
_PLACE_DAY = re.compile(
    r"\W*(?:[A-ZÀ-Þ][\w.'’-]*,? (?:(?:of|the|near|at|upon|on|de|in|by) )*){1,6}"
    rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b|{MONTH}|{WEEKDAY})"
)
_MAIL = re.compile(r"\S+@\S+\.\S+|https?://|www\.|\(\d{3}\) ?\d{3}|\+\d{2} ", re.IGNORECASE)
_PHONE = re.compile(r"\b(?:tel|phone|fax|contacts?|enquiries|inquiries|ext)\b\.?:?", re.IGNORECASE)
_RELEASE = re.compile(
    r"(?:for (?:immediate )?release|press release|media release|news release|embargo|"
    r"check against|-30-|###|\bends\b)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"©|\(c\) |copyright|all rights reserved", re.IGNORECASE)
_PAGE = re.compile(
    r"\bpage \d+|\bvol(?:ume)?\b\.? ?\d|\bno\.? \d+|\bp\. ?\d+|^\W*\d+\W*$|\bpp\. ?\d",
    re.IGNORECASE,
)
_LINKS = re.compile(
    r"\b(?:share|tweet|subscribe|sign in|log ?in|print|e-?mail (?:this|to)|comments?|cookies?|"
    r"menu|search|newsletter|"
    r"advertisement|home|skip to|read more|related|most (?:read|popular)|follow us|facebook|"
    r"twitter|whatsapp|listen)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\W{0,2}(?:[-–•*●◦‣]|\(?\d{1,3}[.)]|\(?[a-zivx]{1,3}\))\s+\S")
_BULLET = re.compile(r"[-–—•*●◦‣]{1,2}\s")
_INITIALS = re.compile(
    r"\W*(?:[A-ZÀ-Þ]\. ?(?:[ÓO]['’]? ?)?){1,4}\W*|[a-z]{2,4}(?:[/-][a-z]{2,4})+|\([a-z]{2,4}\)|"
    r"[A-Z]{2,3}/[a-z]{2,3}"
)
_HANDLE = re.compile(r"(?<!\S)@\w+|[A-Za-z]+_\w+$")
_COLON_NAME = re.compile(r"[A-ZÀ-Þ][\w'’. -]{2,40}:$")
_BAR = re.compile(r"\s[|·•›»>/]\s|::")
_SPACED = re.compile(r"(?:\w ){3,}\w")
_QUOTED = re.compile(r"^[\"“‘'«][^\"“”«»]+[\"”’'»]\.?$")
_ENCLOSED = re.compile(r"[\[(][^\[\]]*[\])]\.?")
_FOOTER = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]+ ){1,4}(?:is (?:an?|the)|was (?:an?|the)|writes|keeps|farms|teaches|"
    r"lives|works|edits|has written|"
    r"played)\b|\(?The (?:writer|author|columnist)\b|(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? "
    r")?[A-ZÀ-Þ]\w+['’]s (?:column|new book|latest)\b"
)
_PLACE = re.compile(
    r"(?:\d{1,4}[A-Z]?,? )?(?:[A-ZÀ-Þ][\w.'’-]*,? |\d{1,3},? |of |the |de |la |del ){0,6}"
    r"(?:Street|Road|Lane|Avenue|Square|Park|Hall|Hotel|House|Yard|Dockyard|Station|Harbou?r|Bridge|Landing|Quay|Wharf|"
    r"Pier|Platform|Dock|Church|Chapel|Cathedral|College|School|University|Institute|Theatre|Theater|Room|Library|Museum|"
    r"Stadium|Arena|Center|Centre|Airport|Island|Building|Chamber|Palace|Castle|Club|Garden|Gardens|Field|Barracks)\b"
    r"(?: (?:No\. ?)?\d{1,3})?(?:,? (?:[A-ZÀ-Þ][\w.'’-]*,? ?|of |the |at |in |on |upon ){0,7})?\.?"
)
_LIFE = re.compile(
    r"\b[Bb]orn\b.{0,40}\d{4}|\b[Dd]ied\b.{0,40}\d{4}|\b1[5-9]\d\d ?[–—-] ?(?:1[5-9]|20)?\d\d\b"
)
_BOOK = re.compile(r"\bpp\b|\d pages\b|\bISBN\b|[$£€] ?\d|Illustrated\.")


def _matching(
    name: str, doc: str, pattern: re.Pattern[str], *, whole: bool = False, start: bool = False
) -> Sign:
    asked: Callable[[str], object] = (
        pattern.fullmatch if whole else pattern.match if start else finder(pattern)
    )

    def sign(head: Head, at: int) -> bool:
        return bool(asked(head.elements[at].words[:_LOOKED_AT]))

    sign.__name__ = name
    sign.__doc__ = doc
    return sign


def _asking(name: str, doc: str, question: Callable[[str], bool]) -> Sign:
    def sign(head: Head, at: int) -> bool:
        words = head.elements[at].words
        return len(words) <= _ASKED and bool(question(words))

    sign.__name__ = name
    sign.__doc__ = doc
    return sign


#: What is asked of a line's words.
WORD_SIGNS: tuple[Sign, ...] = (
    _matching("by", "It begins with “By”.", _BY, start=True),
    _matching("by_word", "It begins with “Words by”, “Interview:” and the like.", _BY_WORD, start=True),
    _matching("unnamed", "“From Our Own Correspondent”.", _UNNAMED, start=True),
    _matching("talks_to", "Somebody talks to somebody.", _TALKS),
    _matching("pictures_by", "“Photographs by”, “Photo:”.", _PICTURES, start=True),
    _matching("caption_word", "A word before a caption.", _CAPTION_WORD, start=True),
    _matching("seen", "What is seen: “(left)”, “pictured”, “poses with”.", _SEEN),
    _matching("present", "What happens in a picture, in the present tense.", _PRESENT),
    _matching("editors_words", "What editors say of a text.", _EDITORS),
    _matching("source_label", "“Source: …”.", _CREDITED, start=True),
    _matching("said", "A speaker's name and a colon.", _SAID, start=True),
    _matching("kind", "It names a kind of text: “Remarks”, “Letter”, “Minutes”.", _KIND, start=True),
    _matching("occasion", "“Delivered at”, “A sermon”.", _OCCASION, start=True),
    _matching("case", "Parties of a case.", _CASE),
    _matching("court", "A court's head: “IN THE … COURT”, “BETWEEN:”.", _COURT, start=True),
    _matching("label", "A word or some before a colon.", _LABEL, start=True),
    _matching("title_label", "“Title:”, “Subject:”.", _TITLE_LABEL, start=True),
    _matching("deck_label", "“Summary:”, “Standfirst:”.", _DECK_LABEL, start=True),
    _matching("author_label", "“Author:”, “Hosts:”.", _AUTHOR_LABEL, start=True),
    _matching("date_label", "“Posted”, “Date:”.", _DATE_LABEL, start=True),
    _matching("weekday", "A day of the week.", _WEEK),
    _matching("month", "A month.", _MONTHS),
    _matching("year", "A year.", _YEAR),
    _matching("clock", "A time of day.", _CLOCK),
    _matching("ago", "“3 days ago”, “4 min read”.", _AGO),
    _matching("place_and_day", "A place, and a day behind it.", _PLACE_DAY, start=True),
    _matching("entry", "A day that opens a diary's entry.", ENTRY, start=True),
    _matching("address_online", "An address to write to or to call up.", _MAIL),
    _matching("phone", "A number to call.", _PHONE),
    _matching("release", "Words of press releases.", _RELEASE),
    _matching("rights", "A notice of copyright.", _RIGHTS),
    _matching("page_number", "A page's or an issue's number.", _PAGE),
    _matching("links", "Words of a page's links.", _LINKS),
    _matching("list_item", "An item's number or bullet.", _ITEM, start=True),
    _matching("bullet", "A dash or bullet before it.", _BULLET, start=True),
    _matching("initials", "Initials alone.", _INITIALS, whole=True),
    _matching("handle", "A name as forums and networks have it.", _HANDLE),
    _matching("name_and_colon", "A name with a colon, alone.", _COLON_NAME, whole=True),
    _matching("bars", "Parts with bars between them.", _BAR),
    _matching("spaced_out", "L e t t e r s  set wide apart.", _SPACED),
    _matching("quotation", "A quotation and nothing else.", _QUOTED, whole=True),
    _matching("life", "Years of a life.", _LIFE),
    _matching("enclosed", "Brackets round all of it.", _ENCLOSED, whole=True),
    _matching("footer", "What an author's footer says.", _FOOTER, start=True),
    _matching("place_name", "A hall, a street, a pier, with its town.", _PLACE, whole=True),
    _matching("book", "Pages and price of a book.", _BOOK),
    _matching("greeting", "A salutation.", SALUTATION, whole=True),
    _matching("closing", "Words that close a letter.", CLOSING, whole=True),
    _matching("time_alone", "A time of day alone.", TIME, whole=True),
    _matching("form_line", "“Present:”, “Venue:”.", FORM, whole=True),
    _asking("section_words", "Words of section labels.", is_section),
    _asking("organisation", "An office, a society, a paper.", is_organisation),
    _asking("notice", "“MEMORANDUM”, “CHECK AGAINST DELIVERY”.", is_notice),
    _asking("series", "The name of a series or column.", is_kicker),
    _asking("code", "A number or a shelf mark.", is_code),
    _asking("menu", "Parts of a page's head.", is_menu),
    _asking("postal_address", "A line of an address.", is_address),
    _asking("agency", "An agency's name first.", is_agency),
    _asking("agency_alone", "An agency's name alone.", is_agency_alone),
    _asking("offices", "What somebody is.", has_office),
)  # fmt: skip
