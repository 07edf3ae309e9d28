"""Words that persons' names do not have, and those that are surnames all the same."""

from __future__ import annotations

from readingroom.importing.months import MONTHS, WEEKDAYS
from readingroom.importing.segments import word_set

#: Words that make capitalised words something else than a person's name.
NO_NAMES = (
    word_set(
        """a an the of our my your his her its their this that these those and or but for from to in on
    at with by as is are was were be it he she they we you not no yes who what when where why how all new
    news daily weekly times post herald gazette tribune journal courier observer guardian telegraph
    chronicle express mail press star sun echo mercury bulletin review magazine radio television tv
    world national international business politics sport sports opinion culture arts books music
    letters letter editorial comment column feature special report story photo picture image video
    chapter part section book volume act scene page contents preface introduction appendix index
    president minister secretary chairman chairwoman chair director general mayor governor senator
    council committee commission ministry department office court house parliament assembly society
    association university college school institute museum library church company ltd inc corp
    limited group bank union club service agency bureau government state county city town district
    street road avenue lane square park hotel hall station bridge river lake sea island bay mountain
    north south east west northern southern eastern western central union united kingdom states
    republic people history life death war peace love night day morning evening winter spring summer
    autumn programme program project region regional port cape fort customs old upper lower
    poem song ode sonnet speech address remarks statement interview transcript minutes
    memorandum memo agenda notes note diary journal log draft copy final confidential notice
    advertisement home search menu share print email related reader readers editor staff
    correspondent correspondents reporter writer desk agencies wire bulletin urgent breaking update
    applause laughter music end ends dear sir madam sirs yours sincerely faithfully regards
    present judgment appendix annex act bill order orders first second third sanatorium hospital
    infirmary yard wharf quay pier platform senate congress chamber airport theatre stadium
    canal harbour friends ramblers members builders makers tuners merchants printers agents dealers
    engineers manufacturers suppliers seedsmen
    price pence request audience member crossing crossings briefing room command honour honour's
    honour’s majesty's majesty’s authority permission
    webdesk newsdesk edition editions today's today’s videos coming speaker"""
    )
    | (frozenset(WEEKDAYS) - word_set("domingo"))
    | (
        frozenset(MONTHS)
        - word_set(
            "jan may april june august mar maj jul sep set juan ag marco marca maja mai julio augusto "
            "augustus avril abril mei mars"
        )
    )
)
#: Words that are surnames too: in a line that says “By” they are taken as such, elsewhere only last.
SURNAMES = word_set(
    """page street lane square park hall lake bay bridge church west east north south king day night
    winter summer star post church love old port rivers bishop priest wood music hope chapter death
    war story editor noble english reading peace note lord bill"""
)
#: Words of titles and of papers that are also names; only a line that says “By” has them as such.
ALSO_NAMES = SURNAMES | word_set("ode song bank poem court club present order act summer sun")
