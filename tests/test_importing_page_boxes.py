"""What pages say to their readers and wires' machines round messages: known, and nothing else."""

import pytest

from readingroom.importing import read_source

PROSE = (
    "The rain had fallen all that week upon the town and nobody had gone out to look at it, for the "
    "river was already known to be high and the bridge was said to be down."
)


def removed(*blocks: str) -> list[str]:
    source = read_source("\n\n".join(blocks).encode(), "a.txt")
    return [
        source.text[s.start : s.end] for s in source.segments if s.role in {"litter", "furniture"}
    ]


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to give you the best experience on our website.",
        "Manage cookie preferences",
        "Accept all cookies",
        "Wir verwenden Cookies, um unsere Inhalte zu verbessern.",
        "Alle akzeptieren und weiter",
        "Nous utilisons des cookies pour mesurer notre audience.",
        "Continuer sans accepter",
        "Utilizamos cookies propias y de terceros.",
        "Utilizziamo i cookie per migliorare il sito.",
        "Мы используем cookie, чтобы сайт работал лучше.",
        "Get the day's top stories in your inbox",
        "Like what you read? Get Vanne in your inbox every Friday",
        "Already a subscriber? Log in",
        "By signing up you agree to our terms and privacy policy.",
        "Cet article est réservé aux abonnés",
        "Il vous reste 80 % de cet article à lire.",
        "Inscrivez-vous à notre newsletter",
        "Подписывайтесь на наш канал в Telegram",
        "Share this: Twitter Facebook Print",
        "Auf Facebook teilen",
        "Artikel drucken",
        "Partager sur Twitter",
        "Compartir en Facebook",
        "Поделиться в Telegram",
        "Версия для печати",
        "分享到：微博 微信",
        "【打印】 【关闭】",
        "Story continues below advertisement",
        "La suite après cette publicité",
        "This video cannot be played in your browser.",
        "▶ Watch: Council leader explains the meters (1:47)",
        "Download on the App Store",
        "Lesezeit: 3 Minuten",
        "Temps de lecture : 4 min",
        "← Older: the great rope disaster",
        "FR | ES | RU",
        "Zum Inhalt springen",
        "Aller au contenu principal",
        "Вы здесь: Главная / Новости",
        "当前位置：首页 > 新闻 > 国内",
        "Your email address will not be published. Required fields are marked *",
        "4 bloggers like this.",
        "Kommentar schreiben",
        "Laisser un commentaire",
        "Síguenos en Twitter y Facebook",
        "Proudly powered by WordPress",
        "Registered in England and Wales, company number 01234567",
        "Privacy Policy | Terms of Use | Cookies | Contact us",
        "Mentions légales - Politique de confidentialité",
        "Политика конфиденциальности",
        "关于我们 | 联系我们 | 网站地图",
    ],
)  # fmt: skip
def test_what_a_page_says_to_its_reader_is_no_text(line: str) -> None:
    assert removed("A title of the text", PROSE, PROSE, line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "We use the newsletter to tell our neighbours when the boat will be in.",
        "Share the bread with those who come late, she said, and keep none.",
        "Older people remember the ferry, and say that it was always late.",
        "Have you seen my brother? Call me when you do.",
        "The story continues below the bridge, where the water is.",
        "Werbung war ihm zuwider, und er sagte es jedem, der es hören wollte.",
        "Partager le pain, disait-elle, c'est partager la vie.",
        "He accepted all the cookies that were offered to him.",
        "Comments were made by several members of the committee.",
        "Subscribers to the concert series are asked to bring a cushion.",
        "Listen to this, she said, and read us the letter.",
        "Back to the river we went, and found the boat gone.",
        "Next morning the bridge was down.",
        "The site was built by Romans.",
    ],
)
def test_prose_of_the_same_words_stays(line: str) -> None:
    assert removed("A title of the text", PROSE, line, PROSE) == []


TELEX = """ZCZC
DPA 114
3 POL 0212
MALI/RIVER
2ND LEAD

RIVER STATES AGREE TO SHARE READINGS

BAMAKO, NOV 19 (DPA) - NINE STATES OF THE RIVER BASIN AGREED ON SATURDAY TO TELL ONE ANOTHER
HOW HIGH THE WATER STANDS, A COMMUNIQUE SAID.

DPA 114 RIVER PAGE 2/LAST

THE DOORSTEP, HE ADDED, WOULD BE SURVEYED BY MARCH.

DPA US RH
NNNN
"""


def test_the_codes_of_a_telex_are_its_machines() -> None:
    assert removed(TELEX) == [
        "ZCZC", "DPA 114", "3 POL 0212", "MALI/RIVER", "2ND LEAD", "DPA 114 RIVER PAGE 2/LAST",
        "DPA US RH", "NNNN",
    ]  # fmt: skip


def test_the_desks_initials_are_said_with_who_helped() -> None:
    source = read_source(f"A title of the text\n\n{PROSE}\n\njlp/rib/sg".encode(), "a.txt")
    assert source.front_matter["contributor"] == ["jlp/rib/sg"]
    assert (
        "either/or"
        in read_source(f"A title of the text\n\n{PROSE} either/or".encode(), "a.txt").body
    )


@pytest.mark.parametrize("line", ["J. Rural Acoust. (1978), 12, 45-61", "No. 112"])
def test_numbers_of_papers_stand_over_a_text(line: str) -> None:
    assert removed(line, "A title of the text", PROSE) == [line]
