"""The sixth and the seventh round of short texts, judged by hand before any rule had read them.

``found`` is what a careful reader stops at, also where the rules cannot see it.
"""

from __future__ import annotations

from typing import Final

from tests.lab.review.short_texts import Short

__all__ = ["LATER_TEXTS"]

LATER_TEXTS: Final = (
    # The sixth round: forty texts, most of them careful.
    Short(
        "strengths",
        "What I like: it tells you which mail it read before it answers. A recruiter with "
        "forty open threads sees at once whether the right one was taken.",
    ),
    Short(
        "strengths",
        "The answer arrives before I have finished my coffee, which is to say fast. For "
        "support people this is gold.",
        (("text-unquantified", "fast"),),
    ),
    Short(
        "weaknesses",
        "Half of what it wrote about our refund rules was invented. I compared line by line "
        "with our help page: 6 of 12 sentences.",
    ),
    Short(
        "weaknesses",
        "It hallucinates. Sources are links to pages that do not exist.",
        (("text-single-case", "It hallucinates"),),
    ),
    Short(
        "weaknesses",
        "Three of my ten prompts ended in “I can't help with that”. It hallucinated in one "
        "more, a street that is not on any map.",
    ),
    Short(
        "variance",
        "Same prompt, eight times, fresh chat each. Five tables, two lists, one essay. The "
        "numbers inside were the same all eight times.",
    ),
    Short(
        "variance",
        "Ask it on Monday and it is brilliant, ask it on Tuesday and it is nonsense. Usually "
        "somewhere in between.",
        (("text-unquantified", "Usually"),),
    ),
    Short(
        "economics",
        "Management wants to push the team plan: the free one lost its history in June. Or "
        "storage got too dear for them. I can't tell which from outside.",
    ),
    Short(
        "economics",
        "They decided to kill the free tier because investors were nervous.",
        (("text-mind-reading", "They decided"),),
    ),
    Short(
        "frame",
        "For night nurses who hand over to the day shift. They have eleven minutes and one "
        "tablet for six people. The job: nothing that changed since ten gets lost.",
    ),
    Short(
        "frame",
        "An assistant for everybody who works with text. It is easy to use and powerful.",
        (("text-vague-quality", "easy to use"),),
    ),
    Short(
        "contact",
        "No account, no card: I typed into the box on the home page and had an answer after 9"
        " seconds. It said it could be wrong. Fair.",
    ),
    Short(
        "contact",
        "Onboarding asked me for my role, my team size and my goals, and then showed the same"
        " page that everyone gets (I tried with three accounts).",
    ),
    Short(
        "contact",
        "First screen: a wall of templates. I closed it. Nobody told me that there is a blank"
        " page behind the logo.",
    ),
    Short(
        "recovery",
        "When I told it that the date was wrong it apologised and kept the date. Twice. The "
        "third time it changed it, and the room as well.",
    ),
    Short(
        "recovery",
        "Undo always worked. I tried it after a rewrite, after a translation and after a "
        "deleted paragraph.",
    ),
    Short(
        "recovery",
        "There is no way back. Errors are simply impossible to report.",
        (("text-absolutes", "impossible"),),
    ),
    Short(
        "redesign",
        "Show two drafts instead of one when the model is unsure. It costs one more call and "
        "a slower first line, and people who want one answer will hate it.",
    ),
    Short(
        "redesign",
        "I'd put a clear stop button there. Obviously it should also save what was there before.",
        (("text-absolutes", "Obviously"),),
    ),
    Short(
        "redesign",
        "Make the onboarding smooth and the answers more accurate.",
        (("text-vague-quality", "smooth"),),
    ),
    Short(
        "measurement",
        "Accepted suggestions divided by shown ones, per week and per language, kept or "
        "deleted within ten minutes counted apart.",
    ),
    Short(
        "measurement",
        "Users should be happier and come back more often. We would see it in the numbers, "
        "most likely.",
        (("text-unquantified", "often"),),
    ),
    Short(
        "measurement",
        "Share of tickets closed without a person, with reopened ones within 7 days taken "
        "off. If most reopen, the share lies.",
    ),
    Short(
        "strengths",
        "Its best trick is saying no. Ask for a diagnosis and it says what to ask the doctor;"
        " I tried four illnesses, it never guessed.",
    ),
    Short(
        "strengths",
        "Search inside the transcript is never more than one click away and it highlights who"
        " spoke.",
    ),
    Short(
        "strengths",
        "State-of-the-art voice. Sounds like a person, laughs at the right places.",
        (("text-hype-origin", "State-of-the-art"),),
    ),
    Short(
        "strengths",
        "They call it best in class on their page. What I saw: of five invoices four read "
        "right, the handwritten one not.",
    ),
    Short(
        "weaknesses",
        "The mobile app feels clumsy; my thumb hit “send” rather than “new line” 5 times "
        "within ten minutes.",
    ),
    Short(
        "weaknesses",
        "Long documents are where it fails: beyond 40 pages it failed on 3 of 3.",
    ),
    Short(
        "weaknesses",
        "A few times it forgot my name, many times my time zone. Really annoying for a calendar.",
        (("text-unquantified", "many"),),
    ),
    Short(
        "weaknesses",
        "My colleague says it always adds a joke. I have seen two in thirty answers.",
    ),
    Short(
        "economics",
        "20 dollars a seat. A heavy user with 300 questions a day must cost them more than "
        "that, if a question costs a quarter of a cent or more in tokens: 300 × 22 × 0.0025 ="
        " 16.50. So nearly all of it.",
    ),
    Short(
        "economics",
        "Very expensive for what it does. My team would not pay.",
        (("text-unquantified", "expensive"),),
    ),
    Short(
        "variance",
        "Temperature is hidden. Results differ in tone (formal in 4, chatty in 6 of 10), not "
        "in content as far as I can see.",
    ),
    Short(
        "variance",
        "The code compiles most of the time and the tests it writes are rarely useful.",
        (("text-unquantified", "most"),),
    ),
    Short(
        "frame",
        "A teacher of thirty pupils who marks essays on Sunday. She does not want a grade; "
        "she wants to see quickly which five need her most.",
    ),
    Short(
        "recovery",
        "“Sorry, something went wrong” was all. No code, no retry, and my text was gone: I "
        "had written about 200 words.",
    ),
    Short(
        "contact",
        "It greeted me with “Welcome back, you're amazing!” though I had never been there.",
    ),
    Short(
        "strengths",
        "Easy. I gave it to my mother, 71: she dictated a shopping list in under a minute "
        "without asking me anything.",
    ),
    Short(
        "weaknesses",
        "Everyone in the beta chat complains about the same bug: pasted tables lose their header.",
        (("text-absolutes", "Everyone"),),
    ),
    # The seventh: as many weak ones, each in one way, as careful ones.
    Short(
        "strengths",
        "The best part is how intuitive the editor is.",
        (("text-vague-quality", "intuitive"),),
    ),
    Short(
        "strengths",
        "You can drop any file in and it never fails to find the table.",
        (("text-absolutes", "never"),),
    ),
    Short(
        "strengths",
        "Amazing quality of voice, amazing latency, amazing price.",
        (("text-vague-quality", "Amazing"),),
    ),
    Short(
        "strengths",
        "Most people I know switched to it because answers come fast.",
        (("text-unquantified", "Most"),),
    ),
    Short(
        "strengths",
        "It is cheap and the free plan is generous.",
        (("text-unquantified", "cheap"),),
    ),
    Short(
        "strengths",
        "A cutting-edge agent that does your taxes.",
        (("text-hype-origin", "cutting-edge"),),
    ),
    Short(
        "weaknesses",
        "It often mixes up the two speakers.",
        (("text-unquantified", "often"),),
    ),
    Short(
        "weaknesses",
        "Nobody will ever read the twelve bullet points it produces.",
        (("text-absolutes", "Nobody"),),
    ),
    Short(
        "weaknesses",
        "It breaks when the table has merged cells.",
    ),
    Short(
        "weaknesses",
        "It fails. A friend had the same.",
        (("text-single-case", "It fails"),),
    ),
    Short(
        "weaknesses",
        "The tone is always the same: cheerful, even for a complaint about a dead pet.",
        (("text-absolutes", "always"),),
    ),
    Short(
        "weaknesses",
        "Sometimes the first word of the answer is missing, which looks broken.",
        (("text-unquantified", "Sometimes"),),
    ),
    Short(
        "weaknesses",
        "Slow. Really slow.",
        (("text-unquantified", "Slow"),),
    ),
    Short(
        "weaknesses",
        "All users hate the new sidebar.",
        (("text-absolutes", "All users"),),
    ),
    Short(
        "variance",
        "Outputs vary a lot.",
        (("text-unquantified", "a lot"),),
    ),
    Short(
        "variance",
        "It sometimes cites, sometimes does not. No pattern that I could find.",
        (("text-unquantified", "sometimes"),),
    ),
    Short(
        "variance",
        "Clearly the temperature is high, the answers are different each time.",
        (("text-absolutes", "Clearly"),),
    ),
    Short(
        "economics",
        "They realised that heavy users cost more than they pay.",
        (("text-mind-reading", "They realised"),),
    ),
    Short(
        "economics",
        "Their strategy is to own the calendar and then the inbox.",
        (("text-mind-reading", "Their strategy is"),),
    ),
    Short(
        "economics",
        "The API is expensive.",
        (("text-unquantified", "expensive"),),
    ),
    Short(
        "recovery",
        "Everyone loses their draft when the session ends.",
        (("text-absolutes", "Everyone"),),
    ),
    Short(
        "recovery",
        "The undo is seamless.",
        (("text-vague-quality", "seamless"),),
    ),
    Short(
        "redesign",
        "It has to be easy to use and user-friendly for older people.",
        (("text-vague-quality", "easy to use"),),
    ),
    Short(
        "measurement",
        "Many users would save the answer, few would delete it.",
    ),
    Short(
        "contact",
        "The landing page is great, and signing up is smooth.",
        (("text-vague-quality", "great"),),
    ),
    Short(
        "frame",
        "A seamless tool for busy founders.",
        (("text-vague-quality", "seamless"),),
    ),
    Short(
        "strengths",
        "It names the paragraph it used. In 9 of 10 answers the paragraph did hold the fact; "
        "in the tenth it was the one above.",
    ),
    Short(
        "strengths",
        "I could correct one word in its plan and it redid only that step (checked on two plans).",
    ),
    Short(
        "strengths",
        "A good default: the export has the question above each answer, so a colleague who "
        "was not there can follow.",
    ),
    Short(
        "strengths",
        "Speed: first words after 0.8 to 1.4 s in ten tries on hotel wifi. For a translator "
        "at a counter that is the difference between talking and waiting.",
    ),
    Short(
        "strengths",
        "The refusal is short, says what it will not do and offers the nearest thing it will."
        " I liked that more than I expected.",
    ),
    Short(
        "weaknesses",
        "Ask for five sources and you get five, whether or not five exist. Two of mine were "
        "made up, with authors and page numbers.",
    ),
    Short(
        "weaknesses",
        "The word “always” in its own settings page is a lie: I switched memory off and it "
        "still greeted me by name the day after.",
    ),
    Short(
        "weaknesses",
        "Names with accents lose them. Zoë became Zoe in all six summaries; not a drama for "
        "me, but it is for Zoë.",
    ),
    Short(
        "weaknesses",
        "It never says that it is unsure. In twelve answers, three wrong, I found no hedge.",
    ),
    Short(
        "weaknesses",
        "Hard to find: the history hides behind a clock icon in the corner that I took for a "
        "reminder.",
    ),
    Short(
        "weaknesses",
        "Gets worse the longer the thread. At message 5 it knew the budget, at 25 it asked "
        "for it, at 40 it made one up.",
    ),
    Short(
        "variance",
        "I expected wording to move and facts to stay. Wording moved in 8 of 8. The opening "
        "hours moved in 2 of 8, which a hotel guest would notice.",
    ),
    Short(
        "variance",
        "Warm chat against fresh chat: the fresh ones agree with each other (5 of 5), the "
        "warm one remembers an old mistake of mine.",
    ),
    Short(
        "economics",
        "Each answer shows four images and I keep one. If they pay by image, three quarters "
        "of their cost is for the bin; I guess that is why the free plan stops at 25.",
    ),
    Short(
        "economics",
        "Price per seat, cost per call: whoever uses it much is subsidised by colleagues who "
        "forget it. My inference from the price page, no more.",
    ),
    Short(
        "recovery",
        "Wrong address in the draft, and no hint that it was wrong. I noticed since I live "
        "there. A stranger would have sent it.",
    ),
    Short(
        "recovery",
        "After “that's wrong” it did one of three things: fixed it (4), argued (1), thanked "
        "me and repeated it (2).",
    ),
    Short(
        "redesign",
        "Ask one question before writing, only when two people in the thread have the same "
        "first name. Price: a second of delay and a person who is asked too much.",
    ),
    Short(
        "redesign",
        "I'd drop the personality slider. Some people love it; they lose. Support gets fewer "
        "tickets about tone, if my guess is right.",
    ),
    Short(
        "measurement",
        "Of those who got a wrong date, how many noticed before sending? Needs a log of edits"
        " on dates, per hundred drafts.",
    ),
    Short(
        "measurement",
        "Median minutes from question to sent mail; counter: mails followed by a correction "
        "within a day, as a share of all.",
    ),
    Short(
        "contact",
        "Three screens before the first box to type in. It said “no credit card” and kept its"
        " word.",
    ),
    Short(
        "contact",
        "I typed what a tired parent types: half a sentence, two typos. It answered the "
        "question I meant.",
    ),
    Short(
        "frame",
        "Landlord with four flats, no lawyer. Twice a year she has to write a letter that "
        "must hold before a court, usually on a Sunday night.",
    ),
    Short(
        "takeaway",
        "My next spec gets a line for each answer we would rather not give. And I will always"
        " test with names like Zoë.",
    ),
)
