"""Long lists: in pages that lose nothing, with guides that lead to where things stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.pages.guide import Guide, Stop, by_letter, by_time, entrances, filed, letter
from readingroom.pages.paging import page_path, pager, paginated

LISTS = st.lists(st.integers())
SIZES = st.integers(1, 9)
YEARS = st.lists(st.none() | st.integers(0, 9999))


@given(LISTS, SIZES)
def test_every_member_is_on_just_one_page_and_in_its_order(members: list[int], size: int):
    pages = paginated(members, size)
    assert [member for page in pages for member in page.part] == members
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert {page.of for page in pages} == {len(pages)}


@given(LISTS, SIZES)
def test_pages_are_full_but_for_the_last(members: list[int], size: int):
    *full, last = paginated(members, size)
    assert {len(page.part) for page in full} <= {size}
    assert len(last.part) <= size
    assert last.part or not members


@given(LISTS, SIZES, LISTS)
def test_what_is_added_at_the_end_leaves_full_pages_as_they_were(
    members: list[int], size: int, more: list[int]
):
    old = [page.part for page in paginated(members, size)][:-1]
    assert [page.part for page in paginated(members + more, size)][: len(old)] == old


def test_an_empty_list_is_one_page():
    (page,) = paginated((), 60)
    assert (page.number, page.of, page.part) == (1, 1, ())


def test_the_first_page_has_the_lists_own_address():
    assert page_path("texts/", 1) == "texts/"
    assert page_path("texts/", 2) == "texts/page/2/"


def test_one_page_needs_no_way_to_others():
    assert pager("texts/", 1, 1) is None


@pytest.mark.parametrize(
    ("number", "ways"),
    [
        (1, [None, None, "2", "5"]),
        (2, [None, "1", "3", "5"]),
        (3, ["1", "2", "4", "5"]),
        (4, ["1", "3", "5", None]),
        (5, ["1", "4", None, None]),
    ],
)
def test_the_way_from_a_page_to_others(number: int, ways: list[str | None]):
    shown = pager("tags/sea/", number, 5)
    assert shown
    links = [shown.first, shown.earlier, shown.later, shown.last]
    assert [link and link.label for link in links] == ways
    assert {link.path for link in links if link} == {
        page_path("tags/sea/", int(way)) for way in ways if way
    }


# --- guides --------------------------------------------------------------------------------------


def _undated_last(year: int | None) -> tuple[bool, int]:
    return year is None, year or 0


@given(YEARS, SIZES)
def test_a_guide_leads_to_the_page_and_place_where_a_time_begins(
    years: list[int | None], size: int
):
    pages = paginated(sorted(years, key=_undated_last), size)
    coarse, fine = by_time(years)
    guide = Guide.of(pages, "texts/", coarse, fine)
    places = {
        f"{page_path('texts/', page.number)}#{id_}"
        for page, ids in zip(pages, entrances(pages, fine), strict=True)
        for id_ in ids
        if id_
    }
    links = [*guide.coarse.values(), *(link for row in guide.whole() for link in row.links)]
    assert {link.path for link in links} == places
    assert len([link for row in guide.whole() for link in row.links]) == len(places)


@given(YEARS, SIZES)
def test_a_guide_does_not_grow_with_the_list(years: list[int | None], size: int):
    pages = paginated(sorted(years, key=_undated_last), size)
    guide = Guide.of(pages, "texts/", *by_time(years))
    # Thirty decades (or coarser), ten years in each, and the texts that have no date.
    assert len(guide.coarse) <= 31
    for page in pages:
        assert sum(len(row.links) for row in guide.rows(page.number)) <= 31 + 2 * 10


def test_a_page_is_told_from_the_others_in_the_guide():
    years = [1911, 1912, 1912, 1921, 1930, None]
    pages = paginated(years, 3)
    guide = Guide.of(pages, "texts/", *by_time(years))
    decades, tens = guide.rows(1)
    assert [link.label for link in decades.links] == ["1910s", "1920s", "1930s", "Undated"]
    assert decades.here == ("1910s",)
    assert (tens.label, tens.here) == ("1910s", ("1911", "1912"))
    assert [(x.label, x.path) for x in tens.links] == [
        ("1911", "texts/#y-1911"),
        ("1912", "texts/#y-1912"),
    ]
    # Page 2 spans more decades than are worth rows of their own.
    (only,) = guide.rows(2)
    assert only.here == ("1920s", "1930s", "Undated")


def test_a_long_time_is_told_by_centuries():
    years = list(range(1000, 2000, 5))
    guide = Guide.of(paginated(years, 10), "texts/", *by_time(years))
    assert next(iter(guide.coarse)) == "1000–1099"
    assert [link.label for link in guide.rows(1)[1].links][:2] == ["1000s", "1010s"]


def test_one_kind_of_thing_needs_no_row_to_choose_among_kinds():
    pages = paginated(["ale", "bread", "butter"], 2)
    guide = Guide.of(pages, "glossary/", lambda _: Stop("Terms", "kind-term"), by_letter("term"))
    (row,) = guide.rows(2)
    assert [(link.label, link.path) for link in row.links] == [
        ("A", "glossary/#term-A"),
        ("B", "glossary/#term-B"),
    ]


@pytest.mark.parametrize(
    ("title", "stands_under"),
    [
        ("ale", "A"),
        ("Élan", "E"),
        ("“Quoted”", "Q"),
        ("3D", "0–9"),
        ("…", "#"),
        ("狐狸", "汉字"),
        ("한국", "한글"),
        ("Ёлка", "Е"),
    ],
)
def test_what_a_title_stands_under(title: str, stands_under: str):
    assert letter(title) == stands_under


def test_titles_are_filed_as_in_a_catalogue():
    assert sorted(["zoo", "Élan", "ale", "“Eel”"], key=filed) == ["ale", "“Eel”", "Élan", "zoo"]


@given(st.lists(st.text(min_size=1)))
def test_titles_in_their_order_meet_each_letter_once(titles: list[str]):
    letters = [letter(title) for title in sorted(titles, key=filed)]
    runs = [one for n, one in enumerate(letters) if n == 0 or letters[n - 1] != one]
    assert len(runs) == len(set(runs))
