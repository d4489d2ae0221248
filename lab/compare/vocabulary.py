"""Words that mean about the same when somebody speaks of an AI product.

They only help to propose that two findings are one; a person decides. Groups were written from
what teardowns speak about, not from any one teardown.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ALIKE", "EMPTY", "NUMBERS", "PHRASES"]

PHRASES: Final = (
    ("money back", "refund"), ("made up", "invent"), ("makes up", "invent"),
    ("make up", "invent"), ("making up", "invent"), ("paid back", "refund"),
    ("takes back", "revert"), ("take back", "revert"), ("took back", "revert"),
    ("taken back", "revert"), ("takes it back", "revert"), ("hand over", "handover"),
    ("hands over", "handover"), ("takes over", "handover"), ("take over", "handover"),
    ("picks up", "handover"), ("by itself", "automatically"), ("on its own", "automatically"),
    ("turn off", "disable"), ("switch off", "disable"), ("switched off", "disable"),
    ("turned off", "disable"), ("one by one", "individually"), ("out of date", "outdated"),
    ("years old", "outdated"), ("sign up", "register"), ("signed up", "register"),
    ("log in", "login"), ("look up", "search"), ("looked up", "search"), ("as if", "though"),
    ("no longer", "not"), ("fills in", "complete"), ("left out", "omit"), ("leaves out", "omit"),
    ("leave out", "omit"), ("leaving out", "omit"), ("made of", "consist"),
    ("turns up", "appear"), ("turn up", "appear"), ("turned up", "appear"), ("shows up", "appear"),
    ("showed up", "appear"), ("show up", "appear"), ("set up", "prepare"),
    ("side by side", "compare"),
)  # fmt: skip
"""Words that mean one thing together, and a word for it."""

ALIKE: Final = (
    # What a product says, and where it has it from
    "source citation reference cite footnote-link",
    "answer reply response respond",
    "invent fabricate hallucinate imaginary fictitious",
    "wrong false incorrect mistake error erroneous inaccurate mistaken faulty",
    "correct right accurate true",
    "outdated stale old obsolete",
    "check verify confirm validate checkable",
    "prove evidence proof support",
    "claim assert state says tell claimed report",
    "explain explanation describe reason",
    "summary summarise summarize digest recap notes minutes",
    "passage sentence paragraph line clause",
    "page article document file contract policy",
    "quote verbatim",
    "promise commit guarantee pledge",
    "refund repay repayment reimburse reimbursement",
    "rule policy instruction guideline",
    "forget ignore disregard neglect fade lose lost",
    "omit skip miss drop missing",
    "contradict conflict disagree inconsistent inconsistency reverse",
    "complete full entire whole",
    "incomplete partial unfinished half",
    "vague generic bland unspecific",
    "long lengthy verbose wordy prose",
    "short brief concise terse",
    "example sample instance",
    "misspell garble typo spell",
    # What a person does with it
    "button key control",
    "click press tap hit push",
    "see show display visible appear",
    "hide hidden invisible bury buried unseen conceal",
    "find discover locate",
    "search query lookup",
    "choose pick select choice",
    "change edit modify alter adapt rewrite rephrase reword",
    "delete remove erase vanish disappear",
    "overwrite replace",
    "undo revert rollback reverse",
    "warn warning alert caution",
    "ask question prompt",
    "approve accept approval consent agree",
    "refuse reject decline deny",
    "interrupt stop barge halt",
    "repeat again echo redo",
    "begin start open opening",
    "end finish close closing final",
    "wait pause delay lag latency",
    "slow sluggish",
    "fast quick rapid instant swift",
    "automatic automatically auto",
    "send sent mail deliver",
    "copy paste",
    "save keep store retain remember memory",
    "share public publish expose",
    "private confidential personal secret",
    "leak expose reveal disclose",
    "advertisement advertising ad sponsor sponsored ads",
    "switch toggle setting option configure preference",
    "disable off",
    "permission access right",
    "login account register",
    # Who
    "person human people someone somebody anyone anybody",
    "user customer client buyer shopper",
    "guest participant attendee visitor",
    "beginner novice newcomer learner starter",
    "expert professional specialist",
    "agent assistant bot machine",
    "child daughter son kid boy girl",
    "doctor physician",
    "colleague teammate coworker",
    # What it costs
    "price cost fee charge pay",
    "limit quota cap credit allowance",
    "free trial",
    "plan subscription tier licence license seat",
    "expensive costly dear",
    "cheap inexpensive",
    # What it shows
    "image picture photo photograph",
    "text lettering word",
    "draft suggestion proposal",
    "version variant variation alternative",
    "list bullet",
    "table spreadsheet",
    "number figure value",
    "empty blank",
    "average mean",
    "total sum",
    "date day",
    "time hour",
    "two second-one pair both",
    "small little minor tiny",
    "big large major huge wide",
    "same identical equal alike",
    "different other another differ vary",
    "every each all always",
    "none never nothing",
    "silent silently quiet quietly unsaid",
    "confident sure certain confidence certainty",
    "doubt unsure uncertain hesitate",
    "meeting appointment call",
    "calendar schedule agenda",
    "booked full busy",
    "talk speak conversation chat thread speech",
    "language translate translation",
    "test exam quiz",
    "error-message failure fail",
    "work function succeed",
    "hang freeze stuck crash broken break",
    "duplicate twice double",
    "merge combine unite join",
    "buy order purchase",
    "company firm business vendor shop store-front",
    "revenue turnover sales",
    "medicine medication drug",
    "biased bias stereotype",
    "praise compliment flatter sycophantic flattery",
    "safe harmless",
    "dangerous risky unsafe harmful risk",
    "urgent urgency emergency",
)
"""Words that stand for each other, a group a line."""

NUMBERS: Final = {
    word: str(number)
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen", "twenty"),
        )
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100"}

EMPTY: Final = frozenset(
    """
    a an the and or but nor so yet of in on at to from by for with without about into onto over
    under up down out off as than then too very just only also even still already is are was were
    be been being am do does did done doing have has had having will would shall should can could
    may might must it its itself he she they them their his her him i me my mine we us our you
    your this that these those there here what which who whom whose when where why how if because
    while though although until since before after again not no nor s t ll re ve d m get gets got
    go goes went come comes came make makes made take takes took give gives gave put puts let lets
    one other some any each every all more most much many few such own same thing things way stand
    stands stood turn turns use uses used using whatever
    """.split()  # noqa: SIM905 - as words that are read, not as a page of quotes
)
"""Words that say nothing about what was found."""
