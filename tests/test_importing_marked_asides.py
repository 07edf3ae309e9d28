"""Markdown that was clipped from pages: what led about the site goes, captions go to the figures."""

from test_importing_marked import marked as read

_TEXT = (
    "The ferry had been tied up since March, and nobody in the village could say who had the key.\n\n"
    "It was found in the end in the poor-box, where somebody had thought that it was a joke.\n"
)


def test_links_about_a_site_go_and_those_of_a_text_stay():
    source = read(
        "[Home](/) | [News](/news) | [About](/about)\n\n# The key\n\n"
        "By Rose Tully, Staff Writer | 3 June 2013\n\n[Share](https://a.example/s) "
        f"[Subscribe](https://a.example/n)\n\n{_TEXT}\nAdvertisement\n\nSee [the box](https://b.example/).\n\n"
        "Share this post:\n\n- [Twitter](https://t.example/)\n- [Reddit](https://r.example/)\n\n"
        "[← Older](/1) | [Newer →](/2)\n\n© 2013 Rose Tully. All rights reserved.\n"
    )
    front = source.front_matter
    assert (front["title"], front["creator"]) == ("The key", ["Rose Tully"])
    assert front["rights"] == "© 2013 Rose Tully. All rights reserved."
    assert source.body.split() == [*_TEXT.split(), "See", "[the", "box](https://b.example/)."]


def test_a_line_with_its_picture_is_its_caption():
    source = read(
        f"# The key\n\n![](a.jpg)\n*The berth. Photo: Ana Quispe*\n\n{_TEXT}\n![Stile](b.jpg)\n\n"
        "Figure 2: The stile\n\n<figure>\n<img src=c.jpg>\n<figcaption>Sheep. Photograph: Lionel "
        'Deane/Alamy</figcaption>\n</figure>\n\n{{< figure src="d.jpg" caption="The box" >}}\n\n'
        "So it goes.\n"
    )
    said = [(f["caption"], f.get("credit")) for f in source.front_matter["figures"]]
    assert said == [
        ("The berth.", "Photo: Ana Quispe"),
        ("Figure 2: The stile", None),
        ("Sheep.", "Photograph: Lionel Deane/Alamy"),
        ("The box", None),
    ]
    assert source.body.split() == [*_TEXT.split(), "So", "it", "goes."]


def test_code_and_lists_of_links_that_nothing_says_to_be_the_pages_stay():
    kept = "```\n[Home](/) | [News](/)\n\nAdvertisement\n```\n\n- [Twitter](https://t.example/)\n"
    assert read(f"{_TEXT}\n{kept}").body == f"{_TEXT}\n{kept}"


def test_what_clippers_write_is_read():
    source = read(
        "---\nauthor:\n  - '[[Rose Tully]]'\n  - Tom Sayle and Ana Quispe\n"
        f"source: https://a.example/key\n---\n{_TEXT}"
    )
    assert source.front_matter["creator"] == ["Rose Tully", "Tom Sayle", "Ana Quispe"]
    assert source.front_matter["identifier"] == ["https://a.example/key"]
