"""What stands over a saved page's article: title, rubric, deck, names and days, counts and buttons."""

from test_importing_html import page

from readingroom.importing import Source

_TEXT = (
    "<p>The ferry had been tied up since March, and nobody in the village could say who had the key.</p>"
    "<p>It was found in the end in the poor-box, where somebody had thought that it was a joke.</p>"
)


def article(head: str, title: str = "The Wade Post", meta: str = "", foot: str = "") -> Source:
    """A page of the given head over a text."""
    return page(
        f"<html><head><title>{title}</title>{meta}</head><body>"
        f"<article>{head}{_TEXT}{foot}</article></body></html>"
    )


def first_words(source: Source) -> str:
    return source.body.split("\n")[0][:20]


def test_a_line_of_large_type_in_a_block_with_others_is_the_title():
    source = article(
        "<div><font size=1>COMMENT</font><br><font size=5><b>Who has the key? A ferry waits</b></font>"
        "<br><font size=2>By ROSE TULLY, Staff Writer</font><br>Tuesday, May 16, 2006 4:51 PM EDT</div>",
        "Who has the key? - The Wade Post",
    )
    front = source.front_matter
    assert front["title"] == "Who has the key? A ferry waits"
    assert (front["creator"], front["section"]) == (["Rose Tully"], "COMMENT")
    assert str(front["date"]) == "2006-05-16"
    assert first_words(source) == "The ferry had been t"


def test_the_name_of_the_site_is_not_the_title():
    source = page(
        "<title>Quiet Kitchens: Plum jam</title><meta property=og:title content='Plum jam'>"
        "<h1 class=title><a href=/>Quiet Kitchens</a></h1><div class=post>"
        f"<h2 class=date-header>23 August 2011</h2><h3 class=post-title>Plum jam</h3>{_TEXT}</div>"
    )
    assert source.front_matter["title"] == "Plum jam"
    assert str(source.front_matter["date"]) == "2011-08-23"


def test_a_name_below_the_title_beside_the_day_is_who_wrote_it():
    source = article(
        "<h1>Who has the key?</h1><div class=meta><span>Rose Tully</span> <span>·</span> "
        "<time>8 June 2019</time> <span>·</span> <span>7 min read</span> <span>12 comments</span></div>"
    )
    assert source.front_matter["creator"] == ["Rose Tully"]
    assert str(source.front_matter["date"]) == "2019-06-08"
    assert first_words(source) == "The ferry had been t"


def test_an_office_below_a_name_says_that_it_is_one():
    source = article("<h1>Who has the key?</h1><h4>FATHER MIKE TULLY<br>Special to the Post</h4>")
    assert source.front_matter["creator"] == ["Mike Tully"]
    assert "Special to the Post" in source.front_matter["credit"]


def test_a_line_that_leads_to_an_element_belongs_to_what_is_in_it():
    source = article(
        "<h1>Who has the key?</h1><p>Posted on <abbr>19 February 2012</abbr> by "
        "<a rel=author href=/people/tully>Rose Tully</a> in <a href=/n>Local news</a></p>"
    )
    assert source.front_matter["creator"] == ["Rose Tully"]
    assert str(source.front_matter["date"]) == "2012-02-19"
    assert first_words(source) == "The ferry had been t"


def test_a_sentence_over_the_byline_is_a_deck():
    deck = "A village finds out that the man who kept the only key has been dead since Easter."
    source = article(
        f"<h1>Who has the key?</h1><p>{deck}</p><p>By Rose Tully</p><p>8 June 2019 09.15 BST</p>"
    )
    assert source.front_matter["subtitle"] == deck
    assert first_words(source) == "The ferry had been t"


def test_a_question_that_begins_with_by_names_nobody():
    source = article("<h1>An interview</h1><p>By hand, how long does it take?</p>")
    assert "creator" not in source.front_matter
    assert source.body.startswith("By hand, how long does it take?")


def test_the_window_may_say_who_wrote_a_column():
    deck = "<p class=stand>What a ferry is for, writes <b>Rose Tully</b></p>"
    source = article(
        f"<h1>I kept the key</h1>{deck}", "Rose Tully: I kept the key - Opinion - The Wade Post"
    )
    assert source.front_matter["creator"] == ["Rose Tully"]
    assert source.front_matter["title"] == "I kept the key"


def test_a_site_is_nobody_who_wrote_it():
    source = article(
        "<h1>I kept the key</h1>",
        "I kept the key | The Wade Post",
        "<meta name=author content='The Wade Post'>",
    )
    assert "creator" not in source.front_matter


def test_a_day_of_a_change_gives_way():
    source = article(
        "<h1>I kept the key</h1><p>Last modified: Monday, December 12, 2005 at 10:14 a.m.<br>"
        "Published: Sunday, December 11, 2005 at 3:30 a.m.</p>"
    )
    assert str(source.front_matter["date"]) == "2005-12-11"


def test_a_picture_in_a_box_has_its_caption_and_credit():
    box = (
        "<div class=pic><img src=f.jpg><div>The ferry at its berth on Monday "
        "<small>(dpa/Jens Tully)</small></div></div>"
        "<div class=img><img src=g.jpg><p class=cap>The key. <i>Ana Quispe for The Post</i></p></div>"
        "<p><img src=h.jpg><br><small>The poor-box.</small></p>"
    )
    source = article("<h1>I kept the key</h1>", foot=box + _TEXT)
    said = [(f["caption"], f.get("credit")) for f in source.front_matter["figures"]]
    assert said == [
        ("The ferry at its berth on Monday", "dpa/Jens Tully"),
        ("The key.", "Ana Quispe for The Post"),
        ("The poor-box.", None),
    ]


def test_who_posted_it_may_stand_below_the_text_but_not_in_a_comment():
    posted = "<div class=post-footer>Posted by <span class=fn>Wren Abernathy</span> at 21:07"
    comments = "<div class=comments><p>Posted by Realist Joe</p><p>Nice.</p></div>"
    source = article("<h1>I kept the key</h1>", foot=f"{posted}</div>{comments}")
    assert source.front_matter["creator"] == ["Wren Abernathy"]
    source = article("<h1>I kept the key</h1>", foot=comments)
    assert "creator" not in source.front_matter


def test_what_a_page_says_to_its_readers_goes_and_a_short_note_stays():
    foot = (
        "<p>Advertisement</p><p>She still has it.</p>"
        "<h3>Related</h3><div><a href=/e>Eels</a> In “Fens”</div>"
        "<p>This entry was posted in <a href=/f>Fens</a> and tagged <a href=/k>keys</a>.</p>"
        "<div><a href=#f>1</a><div><p>The rope was wet.</p></div></div>"
    )
    source = article("<h1>I kept the key</h1>", foot=foot)
    assert source.body.endswith("a joke.\n\nShe still has it.\n\nThe rope was wet.\n")


def test_a_cell_of_a_table_is_no_line_over_the_text():
    table = (
        "<table class=infobox><tr><th colspan=2>Battle of Wade</th></tr><tr><th>Date</th>"
        "<td>11 May 1471</td></tr><tr><th>Place</th><td>Wade, Kest</td></tr></table>"
    )
    source = article(f"<h1>Battle of Wade</h1>{table}")
    assert "date" not in source.front_matter
    assert "| Date | 11 May 1471 |" in source.body


def test_the_name_over_every_page_gives_way_to_a_heading_in_the_article():
    source = page(
        "<title>The Wade Post: Local</title><div id=masthead><h1>The Wade Post</h1></div>"
        f"<div id=content><h2>Ferry key found</h2><p>Monday 3 June 2013 | Rose Tully</p>{_TEXT}</div>"
    )
    assert source.front_matter["title"] == "Ferry key found"
    assert source.front_matter["creator"] == ["Rose Tully"]
    assert first_words(source) == "The ferry had been t"


def test_a_box_of_related_stories_goes_whole():
    box = (
        "<div class=rel><h5>Related stories</h5><a href=/1>Rostock cranes idle</a>"
        "<p>Port operators say that they cannot find drivers for the night shift.</p></div>"
    )
    source = article("<h1>I kept the key</h1>", foot=f"<p>So it goes.</p>{box}<p>Source: dpa</p>")
    assert source.body.endswith("So it goes.\n")
    assert source.front_matter["credit"] == "Source: dpa"


def test_an_author_by_line_in_the_head_is_read_as_names():
    source = article(
        "<h1>I kept the key</h1>",
        meta="<meta name=author content='By Rose Tully and Tom Sayle'>"
        "<meta name=date content='3 June 2013'>",
    )
    assert source.front_matter["creator"] == ["Rose Tully", "Tom Sayle"]
    assert str(source.front_matter["date"]) == "2013-06-03"


def test_who_made_the_pictures_wrote_nothing():
    source = article(
        "<h1>I kept it</h1><div class=byline>Interview by Rose Tully / Photographs by Ana Quispe</div>"
    )
    assert source.front_matter["creator"] == ["Rose Tully"]


def test_an_edit_link_and_the_number_of_a_page_are_no_words_of_the_text():
    foot = (
        "<h2>Keys<span class=mw-editsection>[<a href=/e>edit</a>]</span></h2>"
        "<p><span class=pagenum>[Pg 2]</span>She sang of it.</p>"
    )
    source = article("<h1>I kept the key</h1>", foot=foot)
    assert source.body.endswith("## Keys\n\nShe sang of it.\n")


def test_the_last_words_of_a_speech_are_no_litter():
    source = article("<h1>To the River Forum</h1>", foot="<p>Thank you.</p>")
    assert source.body.endswith("Thank you.\n")


def test_wrapped_letters_of_a_mail_archive_are_laid_out_anew():
    lines = "\n".join(
        ["Our tenor is cracked from the lip to about the sound bow, and the"] * 3
        + ["vicar will not hear of silence.", "", "Yes: four."]
        + ["", "Keep the clapper light, and do not let the boys touch her before the"] * 2
    )
    source = page(
        "<title>Bells</title><h1>Bells</h1><b>Harriet Long</b> "
        "<a href=m>hlong at tower.example</a><br><i>Thu Feb 12 09:14:55 GMT 2004</i>"
        "<ul><li>Previous message: <a href=1>Rope</a></li></ul>"
        f"<pre>{lines}</pre>"
    )
    assert source.body.startswith(
        "Our tenor is cracked from the lip to about the sound bow, and the Our"
    )
    assert source.front_matter["creator"] == ["Harriet Long"]
    assert str(source.front_matter["date"]) == "2004-02-12"


def test_the_notices_of_project_gutenberg_go():
    notice = "The Project Gutenberg EBook of A Walk, by Edwin Thorley\n\nTitle: A Walk\n\n"
    source = page(
        "<title>The Project Gutenberg eBook of A Walk to the Sluice, by Edwin Thorley</title>"
        f"<pre>{notice}*** START OF THIS PROJECT GUTENBERG EBOOK A WALK ***</pre>"
        f"<h1>A WALK TO THE SLUICE</h1>{_TEXT}<pre>End of the Project Gutenberg EBook of A Walk\n"
        "*** END OF THIS PROJECT GUTENBERG EBOOK A WALK ***\nUpdated editions will come.</pre>"
    )
    assert source.front_matter["title"] == "A WALK TO THE SLUICE"
    assert first_words(source) == "The ferry had been t"
    assert source.body.endswith("a joke.\n")


def test_the_head_may_stand_outside_the_element_of_the_text():
    source = page(
        "<title>Ferry key - Wade Post</title><div class=header>Wade Post</div><div class=main>"
        "<div class=headline><h1>Ferry key found</h1></div><div class=byline>ROSE TULLY "
        "<span class=email>rtully@post.example</span></div><div class=pubdate>Posted: 06/13/2013 "
        "03:15:00 PM MDT</div><div class=photo><img src=a.jpg><div class=photocaption>The ferry. "
        f"(Ana Quispe/Wade Post)</div></div><div class=articlebody>{_TEXT}</div></div>"
    )
    front = source.front_matter
    assert (front["title"], front["creator"]) == ("Ferry key found", ["Rose Tully"])
    assert str(front["date"]) == "2013-06-13"
    assert front["figures"] == [{"caption": "The ferry.", "credit": "Ana Quispe/Wade Post"}]


def test_what_an_author_is_below_the_name_is_nobody():
    source = article(
        "<h1>Ada Pell</h1><div class=author-box><a href=/by/rose-tully>Rose Tully</a>"
        "<br>Obituaries editor</div>"
    )
    assert source.front_matter["creator"] == ["Rose Tully"]
