"""Live runs in a process of their own, for the app.

Loading Anthropic's library takes a second in which nobody could type. ``client`` starts a child,
``python -m lab.trials.live.apart`` is that child. They talk in lines of JSON: what is wanted goes
in; notes, progress, trials and one report come out. While the child works its input stays open;
when that closes, the child stops, and says what it has.
"""
