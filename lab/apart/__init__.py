"""Work in a process of its own, for the app.

Loading Anthropic's library takes a second in which nobody could type. ``parent`` starts a child
and hears what it says, ``child`` is what such a child is made of. They talk in lines of JSON:
what is wanted goes in, whatever comes of it comes out. While the child works its input stays
open; when that closes, the child stops, and says what it has.
"""
