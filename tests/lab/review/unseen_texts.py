"""More short texts, judged by hand before any rule had read them: eight rounds of them.

Each stands for another writer: terse ones, careful ones, enthusiasts, people who write in their
second language, people who paste what a product said. ``found`` is what a careful reader stops
at, also where the rules cannot see it; the tests state how much of it they find.
"""

from __future__ import annotations

from typing import Final

from tests.lab.review.later_texts import LATER_TEXTS
from tests.lab.review.latest_texts import LATEST_TEXTS
from tests.lab.review.short_texts import Short

__all__ = ["UNSEEN_TEXTS"]

UNSEEN_TEXTS: Final = (
    # Terse bullets of somebody in a hurry.
    Short(
        "weaknesses",
        "- slow\n- breaks on tables\n- pricing unclear\n- nobody reads the footnotes anyway",
        (("text-unquantified", "slow"), ("text-absolutes", "nobody")),
    ),
    # The careful one.
    Short(
        "weaknesses",
        "On 7 of 20 invoices the total came back without tax. I checked each against the PDF. "
        "The 13 others were right to the cent.",
    ),
    # An enthusiast.
    Short(
        "strengths",
        "Honestly this is a game changer for our standups. The summaries are amazing and I never "
        "have to take notes any more. The UI is super clean.",
        (
            ("text-hype-origin", "game changer"),
            ("text-vague-quality", "amazing"),
            ("text-absolutes", "never"),
        ),
    ),
    # Second language.
    Short(
        "strengths",
        "The tool is very powerful and give me always the good answer. For the user is easy to "
        "use because have only one button.",
        (("text-vague-quality", "powerful"), ("text-absolutes", "always")),
    ),
    Short(
        "weaknesses",
        "It is not always that the answer is false, but when I ask two times same question, the "
        "second answer is other. I have made five tries, two was different.",
    ),
    Short(
        "weaknesses",
        "Many users complains in the forum that after update the model become stupid. I think is "
        "because they changed it for a cheap one.",
        (("text-unquantified", "Many"),),
    ),
    # Pasted output of the product, in quotation marks of several kinds.
    Short(
        "contact",
        'First thing it said: "I can always help with that, it\'s easy to use!" Then it asked for '
        "my calendar. I refused, and it went on without it.",
    ),
    Short(
        "contact",
        "Prompt: 'summarise the contract'. Output:\n\n> This agreement is clearly perfect for "
        "everyone involved.\n\nNo clause was named.",
    ),
    Short(
        "contact",
        "```text\nSure! Here is a powerful, seamless plan:\n1. Always start early\n```\n\nIt took "
        "6 seconds to get there and I had asked for two lines.",
    ),
    # Negations and hedges.
    Short(
        "strengths",
        "The citations are not always there, hardly ever wrong though, and I would not call the "
        "panel intuitive. It is far from perfect with scans.",
    ),
    Short(
        "weaknesses",
        "It is not obviously wrong, which is the trouble: nobody in my team noticed the swapped "
        "names in 4 of the 11 mails.",
    ),
    Short(
        "weaknesses",
        "No one feature is useless. The export isn't perfect either, and I can’t say that it "
        "never happens.",
    ),
    # Numbers with units, and comparisons.
    Short(
        "economics",
        "At $20 a month it is cheap next to the €75 seat we pay now, and the fast model costs 3× "
        "the slow one per token.",
    ),
    Short(
        "economics",
        "The pro plan is expensive. Most people will stay on the free tier and the company loses "
        "money on each of them.",
        (("text-unquantified", "expensive"),),
    ),
    Short(
        "variance",
        "Latency: p50 1.8s, p95 9.4s (n=40). Slow starts came after a pause of > 10 min. Rarely a "
        "run hung for good.",
        (("text-unquantified", "Rarely"),),
    ),
    Short(
        "variance",
        "I ran the same prompt a bunch of times. Usually it picks the right city, sometimes it "
        "invents one. It is quite fast.",
        (("text-unquantified", "Usually"),),
    ),
    # Minds that cannot be read from outside.
    Short(
        "economics",
        "Their strategy is to lock in schools early. They want every teacher to depend on it "
        "before the price goes up.",
        (("text-mind-reading", "Their strategy is"),),
    ),
    Short(
        "frame",
        "Recruiters paste a CV because they want a first ranking before lunch. They decided "
        "against the ATS search since it misses synonyms.",
    ),
    Short(
        "economics",
        "The pricing page says that management seats are billed apart. Its blog says they want to "
        "reach a million teachers.",
    ),
    # Code.
    Short(
        "contact",
        "I typed `while true: never_stop()` and it completed `obviously_wrong()`; the variable "
        "`always_on` was kept in both runs.",
    ),
    Short(
        "weaknesses",
        "Suggestion compiles, but `assert` is dropped. It fails on generics. All users with Java "
        "17 are affected.",
        (("text-single-case", "It fails"), ("text-absolutes", "All users")),
    ),
    # Orders, plans and conditions: words that look absolute and are rules of a proposal.
    Short(
        "redesign",
        "Never send without a preview. The preview must always show the recipient. It costs each "
        "writer one more click.",
    ),
    Short(
        "measurement",
        "Share of drafts sent unchanged, per week and per team; always read beside the share "
        "that is corrected within 24 h.",
    ),
    Short(
        "takeaway",
        "Next time I will always write down the version first. I usually forget, and then "
        "nothing can be compared.",
    ),
    # Fixed expressions.
    Short(
        "frame",
        "Anna runs a print shop in Great Yarmouth, sells mostly fast-drying inks and has a nice "
        "problem: too many orders before Christmas.",
    ),
    Short(
        "strengths",
        "It makes the most of a short context: a clean-up script of 30 lines stayed as it was. "
        "At most one comment was lost. Great care goes into the diff view.",
    ),
    Short(
        "strengths",
        "The undo is robust: I killed the tab five times and got every draft back. Smooth "
        "scrolling held at 60 fps.",
    ),
    # Emoji, CJK, combining characters before the words.
    Short(
        "contact",
        "👩‍👩‍👧 登録は３分。 The setup was smooth and the tour is nice, cafe\u0301 Wi-Fi and all.",
        (("text-vague-quality", "smooth"),),
    ),
    Short(
        "weaknesses",
        "**It hallucinates** sources. _Clearly_ the retrieval is not used.",
        (("text-single-case", "It hallucinates"), ("text-absolutes", "Clearly")),
    ),
    # A question to oneself and a quotation of a teammate.
    Short(
        "recovery",
        "Is it impossible to get back? I clicked undo and the draft was there. Ravi said it "
        "always comes back for him.",
    ),
    Short(
        "recovery",
        "It is impossible to get the old draft back. When the answer is wrong there is no way to "
        "say so, and support never answers.",
        (("text-absolutes", "impossible"),),
    ),
    # Marketing taken over, and marketing cited.
    Short(
        "frame",
        "A state of the art research assistant with best in class retrieval for analysts.",
        (("text-hype-origin", "state of the art"),),
    ),
    Short(
        "frame",
        "Marketed as revolutionary; for a solo lawyer it is a search box with a summary on top.",
    ),
    # Figures in words, and how often told otherwise.
    Short(
        "weaknesses",
        "Every third table lost its header, often the last column as well. It failed on none of "
        "the plain lists.",
    ),
    Short(
        "variance",
        "A lot of answers start with an apology. The tone is great. It breaks when the file is "
        "big.",
        (
            ("text-unquantified", "A lot"),
            ("text-vague-quality", "great"),
            ("text-single-case", "It breaks"),
        ),
    ),
    Short(
        "contact",
        "Signing up was fast and painless, no card asked. Compared with its rival, it is slow to "
        "load.",
        (("text-unquantified", "fast"),),
    ),
    Short(
        "strengths",
        "What I like most: it shows where each sentence came from. Many tools hide that, so this "
        "one builds trust.",
        (),
    ),
    Short(
        "weaknesses",
        "The team thinks accuracy is solved. Obviously wrong totals pass through, because nothing "
        "checks them.",
        (("text-mind-reading", "The team thinks"),),
    ),
    # The second round, written after the first one had mended the rules.
    Short(
        "strengths",
        "Great for beginners: it explains each step. I have never used a spreadsheet helper "
        "before, and I was done in 4 minutes.",
    ),
    Short(
        "strengths",
        "Voice works great even in the metro. Everyone at our office uses it. The limit is "
        "clearly shown above the box.",
        (("text-vague-quality", "great"), ("text-absolutes", "Everyone")),
    ),
    Short(
        "weaknesses",
        "I dont like that answer is always too long and it is never say I don't know.",
        (("text-absolutes", "always"),),
    ),
    Short(
        "weaknesses",
        "Sometimes wrong, sometimes right - no idea which. The mobile app is slow. Users usually "
        "give up after the login.",
        (("text-unquantified", "Sometimes"),),
    ),
    Short(
        "weaknesses",
        "* cites a paper that does not exist (DOI checked, 2 of 6)\n* no way to export\n* never "
        "asks back",
        (("text-absolutes", "never"),),
    ),
    Short(
        "economics",
        "Cheap models answer the easy questions, I guess; the costly one only gets the hard ones. "
        "Most revenue must come from seats, not tokens.",
    ),
    Short(
        "economics",
        "Management decided to remove the free plan because it was too expensive to run.",
        (("text-mind-reading", "Management"), ("text-unquantified", "expensive")),
    ),
    Short(
        "frame",
        "For a nurse on night shift who writes handover notes, often with one hand. She needs the "
        "three facts that changed, nothing else. It is obviously not made for her.",
        (("text-absolutes", "obviously"),),
    ),
    Short(
        "variance",
        "Ten runs, same wording: 6 named the right law, 3 a repealed one, 1 refused. Reworded as "
        "a question it was always right (10 of 10).",
    ),
    Short(
        "variance",
        "The result is rarely the same. I pressed regenerate again and again and it fails mostly "
        "on names from my country.",
        (("text-unquantified", "rarely"), ("text-single-case", "it fails")),
    ),
    Short(
        "recovery",
        "“Something went wrong” — that is all it says, always. No code, no retry button; my text "
        "was gone.",
        (("text-absolutes", "always"),),
    ),
    Short(
        "recovery",
        "It fails loudly, which I like: a red bar, the row number, and “Undo import”. Tried with "
        "a CSV of 3 columns instead of 4.",
    ),
    Short(
        "redesign",
        "Show the source beside every sentence. Nobody should have to click for it. Slower by "
        "about a second, and that costs impatient users.",
    ),
    Short(
        "redesign",
        "A powerful search over all chats with nice filters. It would be seamless and everyone "
        "would love it.",
        (("text-vague-quality", "powerful"),),
    ),
    Short(
        "measurement",
        "Trust. Most users who trust it will come back often.",
        (("text-unquantified", "Most"),),
    ),
    Short(
        "contact",
        "登録は簡単。It is easy to use, but the 日本語 answers are always polite.",
        (("text-vague-quality", "easy to use"), ("text-absolutes", "always")),
    ),
    Short(
        "contact",
        "The page https://example.com/always-free/everyone opens a chat at once. «Parfait, clearly "
        "done», it wrote. Then nothing for 20 s.",
    ),
    Short(
        "contact",
        "Nice touch: the cursor stands in the box already. Smooth animations hide that 8 s pass.",
        (),
    ),
    Short(
        "strengths",
        "It never trains on our files, says the contract. Powerful filters, e.g. by date and by "
        "author, cut 300 hits down to 12.",
    ),
    Short(
        "weaknesses",
        "Nearly everyone in the forum asks for dark mode; useless for me, but they want it.",
    ),
    Short(
        "takeaway",
        "Do not ask whether it is intuitive. Ask what she clicked. Clearly I had been asking the "
        "wrong question.",
    ),
    Short(
        "weaknesses",
        "The transcript mixes up speakers when two women talk. It is impossible to correct a name "
        "for the whole file; I renamed 14 lines by hand.",
        (("text-absolutes", "impossible"),),
    ),
    Short(
        "strengths",
        "Robust and intuitive product, great team behind, always improving.",
        (("text-vague-quality", "Robust"), ("text-absolutes", "always")),
    ),
    Short(
        "weaknesses",
        "They realised too late that teachers need rubrics. It hallucinated a grade once; I saw "
        "it in the third essay out of 30.",
        (("text-mind-reading", "They realised"),),
    ),
    # The third round, to see whether the second mending holds.
    Short(
        "strengths",
        "Onboarding is smooth, took me maybe two coffees. Dictation never dropped a word over the "
        "weekend.",
        (("text-absolutes", "never"),),
    ),
    Short(
        "strengths",
        "The diff is the strength. A lawyer sees at a glance what moved; clean copy and marked "
        "copy side by side.",
    ),
    Short(
        "strengths",
        "Fast. Like really fast. And it is magical how it knows my style.",
        (("text-unquantified", "Fast"), ("text-vague-quality", "magical")),
    ),
    Short(
        "weaknesses",
        "pros: cheap. cons: sometimes the bot answer in wrong language, mine is Polish and it "
        "answer Czech",
        (("text-unquantified", "cheap"),),
    ),
    Short(
        "weaknesses",
        "The summary left out the dissent in both rulings that I tried. For a clerk this is worse "
        "than no summary, as nobody rereads what looks complete.",
        (("text-absolutes", "nobody"),),
    ),
    Short(
        "weaknesses",
        "Search finds nothing unless the words match exactly. Users often type a nickname, so they "
        "want fuzzy search, I assume.",
    ),
    Short(
        "weaknesses",
        "Alt text is useless: “image of a chart” for each of the 9 charts.",
    ),
    Short(
        "variance",
        "Temperature cannot be set. Over 12 runs the first sentence was always one of two, and the "
        "date format changed in 5.",
    ),
    Short(
        "variance",
        "Most of the time good, but many times it forgets the second half of the question. It is "
        "inconsistent.",
        (("text-unquantified", "Most"),),
    ),
    Short(
        "economics",
        "Who pays? The school, per pupil and year. A pupil who asks 100 questions a day costs the "
        "same as one who asks none, so heavy use is expensive for them.",
    ),
    Short(
        "economics",
        "They want to sell to enterprises, clearly. That is why SSO is only in the top plan.",
        (("text-mind-reading", "They want"), ("text-absolutes", "clearly")),
    ),
    Short(
        "recovery",
        "Stop works: I pressed Esc four times and it always halted within a second. What was "
        "written so far stays.",
    ),
    Short(
        "recovery",
        "You can easily correct it and it learns from that. Undo is perfect.",
        (("text-absolutes", "perfect"),),
    ),
    Short(
        "frame",
        "A cutting edge tutor for students. Everyone learns at their own pace and gets great "
        "explanations.",
        (
            ("text-hype-origin", "cutting edge"),
            ("text-absolutes", "Everyone"),
            ("text-vague-quality", "great"),
        ),
    ),
    Short(
        "contact",
        "Landing page → “Try it” → a box with three examples. I took the second. Answer in 3 s, "
        "with a table that nobody had asked for.",
    ),
    Short(
        "contact",
        "I was asked for a phone number, which I never give. Closed it. Later with a throwaway "
        "number: a nice welcome, 5 cards, none of them skippable.",
    ),
    Short(
        "measurement",
        "Median minutes from first prompt to a sent reply. Gamed by sending unread drafts, so "
        "pair it with corrections. Never show it per person.",
    ),
    Short(
        "redesign",
        "Ask one question back before a long answer. Users in a hurry lose two seconds. I think "
        "most people would accept that.",
    ),
    # The fourth round.
    Short(
        "contact",
        "Opened the app, said hello, got a tour of nine cards. Skipped. The mic button is "
        "intuitive. Third try it understood “Grüezi”.",
        (("text-vague-quality", "intuitive"),),
    ),
    Short(
        "contact",
        "It greets everyone by first name, also when the account belongs to a company: “Hello "
        "Accounts”.",
        (("text-absolutes", "everyone"),),
    ),
    Short(
        "strengths",
        "For our interns the glossary is great because each term links to a page of ours. It "
        "always names the page, 12 of 12.",
    ),
    Short(
        "strengths",
        "the best of it is that is cheap and works on old phone, my mother use it. she never calls "
        "me any more for that",
        (("text-unquantified", "cheap"), ("text-absolutes", "never")),
    ),
    Short(
        "strengths",
        "Seamless hand-over from phone to desktop. The draft was there before I had sat down.",
        (("text-vague-quality", "Seamless"),),
    ),
    Short(
        "weaknesses",
        "Charts: axis starts at 40, title cut, colours nobody with red-green blindness can read.",
        (("text-absolutes", "nobody"),),
    ),
    Short(
        "weaknesses",
        "It failed to open a 12 MB scan twice, and a 30 MB scan opened. The message said “Oops”.",
    ),
    Short(
        "weaknesses",
        "Often the wrong dialect. Most teachers in my school gave up within a week; they want "
        "plain German, not Viennese.",
        (("text-unquantified", "Often"),),
    ),
    Short(
        "weaknesses",
        "Everything that is not English is worse. It hallucinates laws. Lawyers always check, "
        "students do not.",
        (("text-single-case", "It hallucinates"), ("text-absolutes", "always")),
    ),
    Short(
        "variance",
        "Prompt A: 5/5 same. Prompt B: 2/5. With B it is usually the order that changes, not the "
        "facts.",
    ),
    Short(
        "economics",
        "Management seats cost double. Their strategy is obvious from the price list: the free "
        "plan ends at 20 files.",
    ),
    Short(
        "economics",
        "I guess inference is expensive for them, as every keystroke seems to send a request. "
        "Users pay nothing.",
    ),
    Short(
        "recovery",
        "The undo stack is clean: five steps back, five states. Clearly labelled, never empty.",
        (("text-absolutes", "never"),),
    ),
    Short(
        "recovery",
        "There is no obvious way back. My manager clicked everywhere, then closed the tab and lost "
        "all of it.",
    ),
    Short(
        "redesign",
        "A smooth flow with fewer clicks and a powerful editor, so that users love it.",
        (("text-vague-quality", "smooth"),),
    ),
    Short(
        "frame",
        "Best in class per its own site. For a night porter who sometimes has to answer in "
        "languages that he does not speak.",
    ),
    # The fifth round: 17 questions were right, 2 false and 2 missing when the rules first read it.
    Short(
        "strengths",
        "Search inside PDFs is fast. I also like the tidy sidebar, very clean, and that it never "
        "nags me to upgrade.",
        (
            ("text-unquantified", "fast"),
            ("text-vague-quality", "clean"),
            ("text-absolutes", "never"),
        ),
    ),
    Short(
        "strengths",
        "Easy to use for a first-timer: my father booked a train with it in 3 minutes, no help.",
    ),
    Short(
        "strengths",
        "The agent is powerful and robust. Obviously the team has thought about enterprise.",
        (("text-vague-quality", "powerful"), ("text-absolutes", "Obviously")),
    ),
    Short(
        "strengths",
        "What made me stay is the clean export: headings, tables and footnotes survive. I have "
        "always missed that elsewhere.",
    ),
    Short(
        "weaknesses",
        "Many errors in Spanish answers, and sometimes it mixes languages in one paragraph.",
        (("text-unquantified", "Many"),),
    ),
    Short(
        "weaknesses",
        "When I paste a table it breaks. The support bot is useless.",
        (("text-single-case", "it breaks"), ("text-absolutes", "useless")),
    ),
    Short(
        "weaknesses",
        "Voice drops out on the train. Not its fault, mostly; still, a slow network should not "
        "cost me the whole dictation. Lost 4 minutes of text.",
    ),
    Short(
        "weaknesses",
        "Nobody told me that images are kept. The policy says 30 days, the dialog says nothing.",
    ),
    Short(
        "weaknesses",
        "It is expensive for students and the limits are never explained anywhere.",
        (("text-unquantified", "expensive"), ("text-absolutes", "never")),
    ),
    Short(
        "weaknesses",
        "Too slow. I timed it: 14 s against 3 s for the old form.",
    ),
    Short(
        "variance",
        "Rarely the same length. Longest 900 words, shortest 120, out of 8.",
    ),
    Short(
        "variance",
        "It usually follows my format but often forgets the last column, I would say.",
        (("text-unquantified", "often"),),
    ),
    Short(
        "economics",
        "They want to grow first and earn later, that is clear.",
        (("text-mind-reading", "They want"),),
    ),
    Short(
        "economics",
        "Cheap for one person, expensive for a school: 9 dollars times 600 pupils.",
    ),
    Short(
        "recovery",
        "It always asks before it deletes, which I saw on files, chats and folders.",
    ),
    Short(
        "recovery",
        "If it is wrong you start again. Impossible to edit one step only.",
        (("text-absolutes", "Impossible"),),
    ),
    Short(
        "frame",
        "Everyone who writes mail is a user, they say. I look at one: a vet who answers owners at "
        "night.",
    ),
    Short(
        "frame",
        "Revolutionary AI notebook for everyone.",
        (("text-hype-origin", "Revolutionary"), ("text-absolutes", "everyone")),
    ),
    Short(
        "contact",
        "Setup was seamless, I must say. Then: “Please verify your phone”. Clearly an "
        "afterthought.",
        (("text-vague-quality", "seamless"), ("text-absolutes", "Clearly")),
    ),
    Short(
        "redesign",
        "Most users never open settings, so put the switch beside the answer. Some will press it "
        "by accident and complain.",
        (("text-unquantified", "Most"), ("text-absolutes", "never")),
    ),
    *LATER_TEXTS,
    *LATEST_TEXTS,
)
