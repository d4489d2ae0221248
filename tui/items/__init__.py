"""The items that answer structured questions: how each is asked for, checked, made and drawn."""
