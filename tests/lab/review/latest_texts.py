"""The eighth round of short texts, as product managers write them.

The first half is careful; of the others each is weak in one way. That was settled before any rule
had read them, the exact words in ``found`` only after.
"""

from __future__ import annotations

from typing import Final

from tests.lab.review.short_texts import Short

__all__ = ["LATEST_TEXTS"]

LATEST_TEXTS: Final = (
    Short(
        "strengths",
        "The reply draft opens with the customer’s own words, so an agent sees in one glance "
        "that the right ticket was read. I counted: 9 of 10 drafts did.",
    ),
    Short(
        "strengths",
        "What stays with me is the undo. After it moved eleven meetings I pressed one key and"
        " all eleven were back. An assistant to two directors told me that this is why she "
        "kept it.",
    ),
    Short(
        "weaknesses",
        "It read the total from the wrong column in 4 of 15 invoices, each time where a "
        "discount stood below the table. A bookkeeper would have to check every one of them, "
        "which costs more than typing.",
    ),
    Short(
        "weaknesses",
        "The export drops comments without a word. I only noticed because my file was 40 KB "
        "smaller. Whoever archives by law needs to know that before the import, not after it.",
    ),
    Short(
        "variance",
        "I asked the same question ten times on two days, in a new chat each. Seven answers "
        "named the same three suppliers; in the other three one was swapped for a company "
        "that closed in 2021.",
    ),
    Short(
        "contact",
        "The first screen asks nothing. I pasted a contract and 20 seconds later had a list "
        "of dates with page numbers. Two of the nine dates were the printing date.",
    ),
    Short(
        "frame",
        "For the parent who runs the football club’s mailbox on Sunday evening. They hire it "
        "to get from 30 mails to three decisions before nine o’clock.",
    ),
    Short(
        "economics",
        "The pricing page says 18 dollars per seat with fair use. If one heavy user costs "
        "about 9 dollars a month in tokens, which I guess from the public price of a similar "
        "model, they still earn; at 60 minutes of audio a day they would not.",
    ),
    Short(
        "measurement",
        "Primary: share of drafts that are sent within 5 minutes with less than 10 % of words"
        " changed, of all drafts shown. Counter: complaints per 1,000 mails sent, because a "
        "quick send may be a careless one.",
    ),
    Short(
        "redesign",
        "Show the two passages that the answer rests on before the answer. Whoever only wants"
        " a yes or no loses two seconds; I would take the change back if fewer than 1 in 20 "
        "open a passage.",
    ),
    Short(
        "trust",
        "It says “I am not sure” in 3 of 12 answers, and in two of these it was indeed wrong."
        " For the nine others it sounded equally certain whether right or not, so the hedge "
        "helps but not enough to rely on.",
    ),
    Short(
        "strengths",
        "Not everything needs a chat box: here a right-click on the cell is enough. A "
        "controller who lives in sheets never has to leave the sheet.",
    ),
    Short(
        "weaknesses",
        "When I was offline it kept spinning for 90 seconds and then lost my text. I have "
        "seen this once, on a train, and would want to see it twice more before I call it a "
        "bug.",
    ),
    Short(
        "risk",
        "I may well be wrong about who pays: the site talks to teachers, but the order form "
        "asks for a school’s tax number. So I assume the head of school decides.",
    ),
    Short(
        "economics",
        "I could not find out why the free tier ended. Their blog names abuse; a price rise "
        "by their supplier in the same week would explain it as well.",
    ),
    Short(
        "strengths",
        "The interface is very intuitive and you feel at home from the first minute. I was "
        "writing my second brief after ten minutes.",
        (("text-vague-quality", "intuitive"),),
    ),
    Short(
        "strengths",
        "It has templates, a calendar, tags, sharing, dark mode, an app for the phone and an "
        "API. That is a broad offer for a small team of designers.",
    ),
    Short(
        "weaknesses",
        "Every answer ends with the same closing question. It always does that, whatever I type.",
        (("text-absolutes", "always"),),
    ),
    Short(
        "weaknesses",
        "Search is slow compared with the old one. A sales rep on the phone will not wait for it.",
        (("text-unquantified", "slow"),),
    ),
    Short(
        "weaknesses",
        "I asked for our holiday rules once and it made up a day off. It hallucinates.",
        (("text-single-case", "It hallucinates"),),
    ),
    Short(
        "economics",
        "They raised the price because they want to push out small customers before the sale "
        "of the company.",
        (("text-mind-reading", "they want"),),
    ),
    Short(
        "measurement",
        "We will look at engagement and adoption. If both go up after the launch, the "
        "assistant works for the team.",
    ),
    Short(
        "frame",
        "A game-changing, AI-powered co-pilot for modern teams. I tried the paid plan for one"
        " afternoon.",
        (("text-hype-origin", "game-changing"),),
    ),
    Short(
        "variance",
        "I ran the prompt several times and most answers were fine. Some differed in tone.",
        (("text-unquantified", "most"),),
    ),
    Short(
        "frame",
        "Everyone who writes email can use it. The job is to write email.",
        (("text-absolutes", "Everyone"),),
    ),
    Short(
        "contact",
        "Users love the onboarding. It takes you by the hand and shows where things are.",
        (("text-unquantified", "Users love"),),
    ),
    Short(
        "redesign",
        "Add a button to turn the assistant off. This is better for all and costs nothing.",
    ),
    Short(
        "trust",
        "The model clearly thinks that the user is always right and gives in when pressed. It"
        " is afraid to contradict.",
        (("text-absolutes", "clearly"),),
    ),
    Short(
        "economics",
        "Sooner or later the vendor will obviously raise prices. Margins are thin at the moment.",
        (("text-absolutes", "obviously"),),
    ),
    Short(
        "strengths",
        "Compared with its rivals it is much more accurate and saves a lot of time for a "
        "lawyer who reads leases.",
        (("text-unquantified", "a lot"),),
    ),
)
