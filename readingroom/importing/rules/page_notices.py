"""How the paragraphs begin that e-mails and sites add to a text."""

from __future__ import annotations

from readingroom.importing.rules.page_boxes import any_of

#: Paragraphs that e-mails and sites add; each is known by how it begins.
_NOTICES = r"""
this (?:e-?mail|message|communication|transmission)\b.{0,160}\b(?:confidential|privileged|intended)
the (?:contents|information)(?: contained)? (?:of|in) this (?:e-?mail|message|communication|transmission)
(?:confidentiality|legal|privacy) (?:notice|note|disclaimer):?\s
if you (?:are not the intended|have received this (?:e-?mail|message|communication))
please consider the environment before printing
(?:we|this (?:site|website|page)|our (?:site|website)) (?:and our partners )?uses? (?:\w+ )?cookies
by (?:continuing to (?:use|browse)|using) (?:this|our) (?:web)?site.{0,80}(?:cookies|agree|accept)
to (?:stop (?:getting|receiving)|unsubscribe|be (?:removed|taken off)|cancel your)\b
you(?:['’]re| are) receiving this (?:e-?mail|message|newsletter|because)
you (?:received|have received) this (?:e-?mail|message|newsletter) because
(?:having )?(?:trouble|problems) (?:reading|viewing|seeing) this (?:e-?mail|message|newsletter)\b
view (?:this )?(?:e-?mail|message|newsletter|it) (?:in|with) (?:your|a) (?:web )?browser\b
we and our (?:\d+ )?(?:trusted )?partners (?:store|use|process)\b.{0,60}\b(?:information|data|cookies)\b
this message (?:has been|was) (?:scanned|checked)(?: for)?\b
(?:npr )?transcripts are created on a rush deadline|transcript provided by\b
no virus found in this|_+ ?information from eset|this e-?mail (?:has been|was) (?:scanned|checked)
(?:subscribe|sign up|register) (?:to|for) (?:our|the) (?:free |daily |weekly )?(?:e-?mail|newsletter)
to (?:continue|keep) reading,? (?:please )?(?:subscribe|register|log in|sign in|create)
you have (?:reached|read) (?:your|all) .{0,30}(?:free )?articles?
already (?:a )?(?:subscriber|registered|member|have an account)\?
this (?:article|story|content) is (?:only )?(?:available|for) (?:to )?(?:subscribers|members)
since you(?:['’]re| are) here\W|\W{0,4}we have a small favou?r to ask
did you know (?:that )?with an? (?:online|digital|\w+ )?subscription
when you (?:subscribe|sign up|register),? we (?:will|may)? ?use the information
we use your (?:sign-?up|information|data|e-?mail)\b.{0,90}\b(?:content|\
adverts?|e-?mails?|newsletters?|consent)
by (?:signing up|subscribing|registering|submitting|clicking|creating an account|entering your \
e-?mail)\b.{0,80}\byou (?:agree|accept|consent|acknowledge|confirm)\b
this (?:site|page|form) is protected by re-?captcha
to (?:continue|keep) reading(?: this (?:article|story))?,? (?:please )?(?:start|choose|become)\b
(?:our|independent|quality|local) journalism (?:relies|depends) on (?:readers|you|your|the support)
data returned from the piano|as a subscriber,? you are shown|those ads you do see
these adverts? (?:enable|allow|help)|it is important that we continue to promote these adverts
we want our comments to be an? (?:lively|valuable|safe)
if you have a complaint about the editorial content|this website and associated newspapers adhere
any (?:views|opinions) expressed (?:in this (?:e-?mail|message) )?are (?:solely )?\
those of the (?:sender|author)
you received this (?:message|e-?mail) because|for more options, visit https?:
thanks for reading [\w’' ]{2,50}[!.] (?:subscribe|share|this post)
(?:the )?[\w '&-]{2,40} is (?:part|owned|a member)\b.{0,90}\bpress standards organisation
\W{0,3}(?:the|from the) wayback machine - https?:
"""

#: The beginning of any of them.
NOTICE = any_of(_NOTICES)
