"""An honest opponent, after the learner has thought.

``gate`` says what comes next in a section: write, score, meet the questions that need no model,
revise, and only then a model. ``offline`` are those questions. ``material`` gathers what a model
is sent, ``prompting`` puts it into words, ``stream`` reads items out of an answer that is still
coming, ``checking`` drops what does not quote the text, ``answering`` is what the learner makes of
an item, ``critic`` the record that the model earns. All of that is pure. ``asking`` asks, behind
``lab.models.asking.Model``; ``room`` is the way in for both front ends.
"""
