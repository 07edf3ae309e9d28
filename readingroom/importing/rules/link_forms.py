"""Forms of a web page's links, where no list is long enough: verbs, and what they are done to."""

from __future__ import annotations

import re

#: What a page asks its reader to do, in the imperative.
_VERBS = (
    r"share|tweet|e-?mail|send|print|save|rate|report|recommend|bookmark|download|republish|reuse|"
    r"hide|show|view|see|open|close|read|skip|jump|go|return|back|scroll|click|tap|follow|like|join|"
    r"sign up|sign in|log in|register|subscribe|unsubscribe|comment|post|reply|listen|watch|play|cite|"
    r"flag|embed|copy|translate|suggest|improve|add|leave|write|browse|search|manage|change|get|"
    r"was|is|enlarge|zoom|turn off|turn on|switch to|blog|discuss|respond"
)
#: What belongs to a page or a site; no sentence of a text ends with one of these after such a verb.
_OBJECTS = (
    r"page|article|story|post|entry|site|website|web site|blog|newsletter|e-?mails?|alerts|feed|rss|"
    r"comments?|replies|link|version|window|tab|banner|message|menu|navigation|content|sidebar|"
    r"facebook|twitter|x|google\+?|whatsapp|linkedin|reddit|pinterest|instagram|youtube|tumblr|"
    r"telegram|apple news|google news|top|homepage|home page|slideshow|gallery|settings|preferences|"
    r"cookies|transcript|podcast|subscription|account|archives?|full screen|fullscreen|citation"
)
#: Few words stand between: “Report a problem with this page”, “Share to Twitter”.
ASKED = (
    rf"(?:{_VERBS})(?: [\w'’-]+){{0,5}} (?:{_OBJECTS})[.!?]?"
    # “Email This”, “BlogThis!”, “Subscribe from £1”, “Subscribe to: Post Comments (Atom)”.
    r"|(?:blog|e-?mail|print|share|tweet|digg|pin|save|rate)(?: ?this| ?it)!?"
    r"|subscribe(?: (?:to|from|for|via|in|by|now|today|here)\b.{0,36})?[^.?!,;]"
    r"|cookies on \S{3,40}|text size:?(?: ?[-+a]){0,4}|font(?: size)?:?(?: ?[-+a]){2,4}"
    r"|(?:more|latest|all) (?:stories|articles|posts) (?:by|from) .{3,40}"
    r"|(?:published|posted|filed) (?:in|under):? (?!.*\d{4}).{3,80}"
    # Boxes that other firms put on a page, each with its own name.
    r"|linkwithin|disqus|addthis|sharethis|outbrain|taboola|feedburner|zergnet|shareaholic|gravatar"
)
#: What stands on the buttons of a player, under a forum's posts, in place of a picture, in a shop.
WIDGETS = (
    r"current time|duration(?: time)?|remaining time|stream type(?: live)?|loaded(?:: [\d.]+%)?|"
    r"progress(?:: [\d.]+%)?|(?:un)?mute|volume \d+%|(?:exit )?full ?screen|picture-in-picture|"
    r"playback (?:rate|speed)|captions (?:off|on|settings)|descriptions off|"
    r"subtitles(?: off| on)?|autoplay(?: on| off)?|skip ad.{0,20}|"
    r"ad ends in .{1,20}|(?:video )?player (?:is )?loading.{0,20}|video unavailable|"
    r"(?:play|watch|video|audio|listen):? ?\(?\d{1,2}:\d{2}(?::\d{2})?\)?|"
    r"\d{1,2}:\d{2} ?/ ?\d{1,2}:\d{2}(?::\d{2})?|media (?:is )?playback .{3,60}|this is a modal.{0,40}|"
    r"beginning of dialog window.{0,80}|"
    r"board index|view (?:previous|next|new|unread|active) (?:topic|thread|posts?).{0,60}|"
    r"post (?:a )?reply|"
    r"reply (?:to (?:this )?(?:topic|thread|post|message))?|report post|who is online|"
    r"users browsing .{3,60}|all times are .{3,30}|(?:last|first|unread) post|forum index|"
    r"(?:joined|registered|member since|posts):? [^.!?]{1,40}|(?:senior|junior|active|full) member|"
    r"\[ ?\d{1,5} posts? ?\]|(?:thread|topic|display|posting) (?:tools|modes|options|rules|starter)|"
    r"similar threads|author message|print view|mark as (?:read|spam|solution)|"
    r"[\w '’-]{2,40} (?:logo|icon|avatar|thumbnail|placeholder)|image placeholder|"
    r"no (?:image|photo) available|add to (?:cart|basket|bag|wishlist)|in stock|"
    r"account (?:details|settings)|my [\w ]{2,20} premium|complaints (?:&|and) corrections|securedrop|"
    r"[\w ]{2,24} placeholder|(?:image|logo|icon) of (?:the )?[\w ]{2,30} logo|logo of .{2,40}|"
    r"(?:premium|subscriber|members?)[- ](?:only|exclusive)(?: content| article)?|"
    r"start (?:your|a) (?:free )?trial.{0,30}|see (?:all )?(?:subscription )?(?:options|offers|plans)|"
    r"already a (?:subscriber|member)\?.{0,40}|(?:this is )?(?:a )?subscriber-only .{3,40}|"
    r"unlimited (?:digital )?access.{0,50}|cancel (?:at )?any ?time.{0,30}|continue for free|"
    r"free articles? (?:left|remaining).{0,20}|\d+ free articles? (?:left|remaining).{0,30}"
)
#: Words of the same kind that texts have as well: they count beside other links only.
BESIDE = (
    r"(?:location|threads|likes|rep(?:utation)?|karma|rank|status):? [^.!?]{1,40}|moderators?|quote|"
    r"(?:site )?administrator|forums?|logo|avatar|quality|up next|next up|replay|rewind|chapters|"
    r"volume|captions?|continue|study|undergraduate|postgraduate|(?:prospective|current) students|"
    r"alumni|staff|students|faculties|departments|apply(?: now)?|intranet|campus(?: map)?|directory"
)
#: The name of a picture's file, or of another that hangs on the page.
FILE = re.compile(
    r"\[?[\w() .'’&+-]{1,60}\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp|mp[34]|mov|avi|swf)\]?"
    # What browsers for terminals write in place of a picture.
    r"|\[(?:INLINE|LINK|IMAGE|EMBED|USEMAP|ISMAP|logo|spacer|thumb\w*|img\w*|banner\w*|button\w*)\]"
    r"|\[(?:USEMAP|thumb|img)[_:]\S{1,40}\]",
    re.IGNORECASE,
)
#: A site's address, as its own menu begins.
DOMAIN = re.compile(r"(?:www\.)?[\w-]{2,40}(?:\.[a-z]{2,10}){1,3}/?", re.IGNORECASE)
#: Over a list of links to other pages: “Most read”, “More on”, “Tags”.
LIST = re.compile(
    r"(?:(?:the )?(?:most|recently) (?:read|viewed|popular|shared|commented|e-?mailed|watched|recent|"
    r"discussed|clicked)|trending|popular|top (?:stories|news|posts|\d{1,2})|latest(?: (?:news|posts|"
    r"stories|headlines|articles))?|recent (?:posts|comments|articles|entries)|more on|more about|"
    r"explore|topics|tags|categories|recommended(?: for you)?|(?:\w+ ){0,2}archives?|blogroll|links|"
    r"sections|in this section|"
    r"editors?['’]s? (?:picks?|choice)|don['’]t miss|what['’]s hot|must reads?|"
    r"sponsored (?:content|links|stories)|from our (?:partners|sponsors)|around the web)"
    r"(?: (?:now|today|this (?:week|month)|(?:in|on|from|by) .{2,30}))?(?: ?(?::|>>?|»|›|▾|▼))?",
    re.IGNORECASE,
)
#: Over what readers wrote below a text.
COMMENTS = re.compile(
    r"(?:\d{1,4} |all |no )?(?:(?:readers['’] |user )?comments?|responses|replies|thoughts)"
    r"(?: ?\(\d{1,4}\))?(?: (?:to|on) .{2,120})?(?: so far)?:?"
    r"|(?:kommentare|commentaires|comentarios|komentarze|комментарии|reacties)(?: ?\(\d{1,4}\))?:?",
    re.IGNORECASE,
)
#: Who wrote a comment, and when.
COMMENTED = re.compile(
    r".{1,40}\b(?:said|says|wrote|writes|commented|replied)(?:\.{3}|…|:)"
    r"(?: \d{1,2}[:.]\d{2} ?(?:[ap]\.?m\.?)?)?|(?:on |at |posted )?"
    r"(?=.{0,40}\d{4}).{3,40}\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?|.{1,40}\b\d{1,2} \w{3,7} ago|reply"
    r"|.{1,40} (?:schrieb|escribió|a écrit|написала?)\b.{3,24}\d{1,2}[:.]\d{2}.*|~[\w-]{2,24}: .+"
    r"|\S.{1,30} \d{1,2}[:.]\d{2} ?[ap]m,? (?=.{0,12}[A-Z][a-z]{2}).{3,24}\d\d",
    re.IGNORECASE,
)
#: What sites say of themselves to their readers; a paragraph with several of these is theirs.
_OF_SITES = (
    r"newsletters?",
    r"un-?subscribe\w*",
    r"(?<!un)(?:subscri(?:be|bers?|ption)|members(?:hip)?)",
    r"sign(?:ed|ing)?[ -]?(?:up|in)|log(?:ged|ging)?[ -]?in",
    r"(?:your |an )?e-?mails?(?: address)?|inbox",
    r"cookies",
    r"privacy(?: policy)?|terms (?:of|and) \w+",
    r"(?:this|our|the) (?:web ?)?site|web ?page|browser",
    r"click|tap here|download",
    r"register|free trial|cancel|at any ?time",
    r"advert(?:s|isements?|ising)?|ad[- ]?blocker|sponsor\w*",
    r"facebook|twitter|whatsapp|instagram",
)
_SAID_BY_SITE = tuple(re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in _OF_SITES)
_TO_READERS = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)
#: Quotation marks make it somebody's words, and past tense of saying a report.
_REPORTED = re.compile(r"[\"“”«»]|\b(?:said|says|told|added)\b")


def signs_of_site(words: str) -> int:
    """How many of the things that sites tell their readers a paragraph speaks of; 0 for a report."""
    if _REPORTED.search(words) or not _TO_READERS.search(words):
        return 0
    return sum(1 for form in _SAID_BY_SITE if form.search(words))
